package dev.clutch.message;

/** Python's {@code complex} in Java, which has no such type. */
public record Complex(double real, double imaginary) {}
