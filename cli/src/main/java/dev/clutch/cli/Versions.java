package dev.clutch.cli;

import picocli.CommandLine.IVersionProvider;

/** The lines of {@code clutch --version}. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"clutch " + clutch(), "java " + Runtime.version()};
    }

    static String clutch() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "(unknown version)" : version;
    }
}
