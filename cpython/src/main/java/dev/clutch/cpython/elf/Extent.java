package dev.clutch.cpython.elf;

/**
 * A piece of memory.
 *
 * @param start the address of the first byte
 * @param size how many bytes
 */
public record Extent(long start, long size) {}
