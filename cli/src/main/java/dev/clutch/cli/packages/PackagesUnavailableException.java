package dev.clutch.cli.packages;

/** The packages cannot be had here, so nothing was run; the message says why. */
public final class PackagesUnavailableException extends Exception {
    PackagesUnavailableException(String message) {
        super(message);
    }
}
