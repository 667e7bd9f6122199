package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.DataFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The packages that are installed, with all that they need: one version each. */
record Requirements(Map<String, String> versions) {
    Requirements {
        versions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /** Those of the packages that are tried. */
    static Requirements checkedIn() {
        return of(new DataFile("packages-requirements.txt"));
    }

    static Requirements of(DataFile file) {
        return parse(file.lines());
    }

    /** Reads lines of {@code NAME==VERSION}. */
    static Requirements parse(List<String> lines) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split("==", -1);
            if (words.length != 2) {
                throw new IllegalArgumentException("not 'NAME==VERSION': " + line);
            }
            versions.put(normal(words[0]), words[1]);
        }
        return new Requirements(versions);
    }

    /** PyPI takes names that differ in case and punctuation for the same. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    List<String> lines() {
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + "==" + entry.getValue())
                .toList();
    }
}
