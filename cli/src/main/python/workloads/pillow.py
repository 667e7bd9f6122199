"""Drawing, text, filters, resizing, and PNG, JPEG and WebP in memory."""

import hashlib
import io

from PIL import Image, ImageDraw, ImageFilter, ImageFont, features


def run():
    image = Image.new("RGB", (120, 80), "navy")
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, 70, 70), fill="orange", outline="white")
    draw.text((30, 30), "Clutch", font=ImageFont.load_default(18), fill="white")
    changed = image.filter(ImageFilter.GaussianBlur(2)).resize((60, 40), Image.Resampling.LANCZOS).rotate(30)
    results = [hashlib.sha256(picture.tobytes()).hexdigest() for picture in (image, changed)]
    for format in ("PNG", "JPEG", "WEBP"):
        buffer = io.BytesIO()
        changed.save(buffer, format)
        buffer.seek(0)
        results.append((format, Image.open(buffer).size, hashlib.sha256(buffer.getvalue()).hexdigest()))
    return results, features.check("raqm"), features.check("freetype2"), image.getbbox()
