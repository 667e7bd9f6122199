package dev.clutch.cpython.library;

import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.elf.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this process has mapped, on Linux.
 *
 * @param areas by their addresses, in order
 */
record MemoryMap(List<Area> areas) {
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (.)(.)(.).\\s+\\S+\\s+\\S+\\s+\\S+\\s*(.*)");

    /**
     * A piece of it.
     *
     * @param start the first address
     * @param end behind the last one
     * @param file what it shows, as Linux names it; empty for memory without a file
     */
    record Area(long start, long end, boolean isReadable, boolean isWritable, boolean isExecutable, String file) {
        boolean contains(long address) {
            return start <= address && address < end;
        }

        Area since(long first) {
            return new Area(Math.max(start, first), end, isReadable, isWritable, isExecutable, file);
        }

        Area until(long last) {
            return new Area(start, Math.min(end, last), isReadable, isWritable, isExecutable, file);
        }
    }

    /** As it is now. */
    static MemoryMap now() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return new MemoryMap(lines.map(MemoryMap::parse).toList());
        }
    }

    static Area parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no area of /proc/self/maps: " + line);
        }
        return new Area(
                Long.parseUnsignedLong(parts.group(1), 16),
                Long.parseUnsignedLong(parts.group(2), 16),
                parts.group(3).equals("r"),
                parts.group(4).equals("w"),
                parts.group(5).equals("x"),
                parts.group(6).replace(" (deleted)", ""));
    }

    /** The areas of some libraries, with those for their variables that begin as zeros, which show no file. */
    MemoryMap ofLibraries(Predicate<String> files) {
        List<Area> chosen = new ArrayList<>();
        String file = "";
        long end = 0;
        long endOfLibrary = 0;
        for (Area area : areas) {
            boolean goesOn = area.start == end;
            if (!area.file.isEmpty() && !(goesOn && area.file.equals(file))) {
                file = area.file;
                endOfLibrary = files.test(file) ? area.start + size(file) : 0;
            }
            boolean belongs = area.file.isEmpty() ? goesOn && area.start < endOfLibrary : files.test(area.file);
            if (belongs) {
                chosen.add(area.file.isEmpty() ? area.until(endOfLibrary) : area);
            }
            end = area.end;
        }
        return new MemoryMap(chosen);
    }

    /** 0 if the file is gone: then what it had is known by its name alone. */
    private static long size(String file) {
        try (ElfFile library = ElfFile.open(Path.of(file))) {
            return library.memorySize();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The same but for a piece. */
    MemoryMap without(Extent piece) {
        long end = piece.start() + piece.size();
        List<Area> rest = new ArrayList<>();
        for (Area area : areas) {
            if (area.start < piece.start()) {
                rest.add(area.until(piece.start()));
            }
            if (area.end > end) {
                rest.add(area.since(end));
            }
        }
        return new MemoryMap(rest);
    }

    /** The file of the library that the address is in; empty if it is in none of these areas. */
    Optional<String> fileAt(long address) {
        int index = index(address);
        if (index < 0) {
            return Optional.empty();
        }
        while (areas.get(index).file.isEmpty()) {
            index--;
        }
        return Optional.of(areas.get(index).file);
    }

    /** Whether something of the file is mapped. */
    boolean shows(String file) {
        return areas.stream().anyMatch(area -> area.file.equals(file));
    }

    Optional<Area> find(long address) {
        int index = index(address);
        return index < 0 ? Optional.empty() : Optional.of(areas.get(index));
    }

    boolean contains(long address) {
        return index(address) >= 0;
    }

    private int index(long address) {
        int low = 0;
        int high = areas.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (areas.get(middle).end <= address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < areas.size() && areas.get(low).contains(address) ? low : -1;
    }

    MemoryMap only(Predicate<Area> wanted) {
        return new MemoryMap(areas.stream().filter(wanted).toList());
    }
}
