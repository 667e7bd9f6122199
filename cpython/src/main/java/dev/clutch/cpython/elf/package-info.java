/** Shared libraries as files: what an ELF file says of itself, and copies of it that say something else. */
package dev.clutch.cpython.elf;
