"""A film that is encoded and decoded in memory, and sound that is resampled; and an error."""

import hashlib
import io

import av
import numpy as np


def run():
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as container:
        stream = container.add_stream("mpeg4", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.thread_count = 1
        for n in range(12):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), n * 20, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    file.seek(0)
    with av.open(file) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    sound = av.AudioFrame.from_ndarray(np.arange(1000, dtype=np.int16).reshape(1, -1), format="s16", layout="mono")
    sound.sample_rate = 8000
    resampled = av.AudioResampler("flt", "mono", 16000).resample(sound)
    try:
        av.open(io.BytesIO(b"no film"))
    except av.FFmpegError as error:
        failure = type(error).__name__
    return len(frames), hashlib.sha256(b"".join(f.tobytes() for f in frames)).hexdigest(), sum(r.samples for r in resampled), "h264" in av.codecs_available, failure
