package dev.clutch.cpython.elf;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no shared library that can be read or patched; the message names the file and the offence. */
public final class ElfException extends IOException {
    ElfException(Path file, String offence) {
        super(file + " is no usable shared library: " + offence);
    }
}
