package dev.clutch.cli.packages;

import dev.clutch.cli.conformance.ChildProcess;
import dev.clutch.cli.conformance.Progress;
import dev.clutch.cli.conformance.Python;
import dev.clutch.spi.CacheFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A virtual environment with all packages, kept in the cache for next time.
 *
 * @param skipped what could not be installed, and why; most often it has no wheel for this Python
 */
public record PackageVenv(Path folder, Map<String, String> skipped) {
    /** Copies the reasons. */
    public PackageVenv {
        skipped = Map.copyOf(skipped);
    }

    /** Its python, whose packages are these. */
    public Path python() {
        return folder.resolve("bin/python");
    }

    /**
     * The environment for these requirements, made first if it is not there. Blocks for minutes then, and while another
     * process makes it.
     *
     * @param plain the python that it is for
     * @throws PackagesUnavailableException if PyPI cannot be reached
     */
    static PackageVenv of(Requirements requirements, Python plain, Progress progress)
            throws IOException, InterruptedException, PackagesUnavailableException {
        String key = Integer.toHexString((requirements.lines() + "\n" + plain.command()).hashCode());
        Path root = CacheFolder.at(Optional.empty()).root();
        Path folder = root.resolve("packages-" + key);
        Files.createDirectories(root);
        try (FileChannel file = FileChannel.open(
                        root.resolve("packages-" + key + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = file.lock()) {
            assert lock.isValid();
            if (!Files.exists(note(folder))) {
                make(folder, requirements, plain, progress);
            }
        }
        return new PackageVenv(folder, read(note(folder)));
    }

    /** The file that is there when all is installed; it tells of what was skipped. */
    private static Path note(Path folder) {
        return folder.resolve("skipped.txt");
    }

    private static Map<String, String> read(Path note) throws IOException {
        Map<String, String> skipped = new LinkedHashMap<>();
        for (String line : Files.readAllLines(note)) {
            String[] words = line.split(" ", 2);
            skipped.put(words[0], words[1]);
        }
        return skipped;
    }

    private static void make(Path folder, Requirements requirements, Python plain, Progress progress)
            throws IOException, InterruptedException, PackagesUnavailableException {
        CacheFolder.deleteTree(folder);
        run(plain, List.of("-m", "venv", folder.toString()));
        Pip pip = new Pip(folder.resolve("bin/python"), folder.resolve("pip.log"), progress);
        Files.write(note(folder), install(pip, requirements.lines(), folder.resolve("reached")));
    }

    private static void run(Python python, List<String> words) throws IOException, InterruptedException {
        Process process = ChildProcess.start(
                ChildProcess.of(python.command(), words).redirectError(ProcessBuilder.Redirect.INHERIT));
        if (process.waitFor() != 0) {
            throw new IOException("exit status " + process.exitValue() + " of " + python.command() + " " + words);
        }
    }

    /** All at once; or else one by one, to find those that cannot be had. */
    static List<String> install(Pip pip, List<String> requirements, Path reached)
            throws IOException, InterruptedException, PackagesUnavailableException {
        Optional<String> failure = pip.install(requirements);
        if (failure.isEmpty()) {
            return List.of();
        }
        Optional<String> unreachable = pip.reach(requirements.getFirst(), reached);
        if (unreachable.isPresent()) {
            throw new PackagesUnavailableException("PyPI cannot be reached, so no package was tried. pip says: "
                    + unreachable.get() + " (all it printed: " + pip.log() + ")");
        }
        return oneByOne(pip, requirements);
    }

    private static List<String> oneByOne(Pip pip, List<String> requirements) throws IOException, InterruptedException {
        List<String> skipped = new java.util.ArrayList<>();
        for (String requirement : requirements) {
            Optional<String> failure = pip.install(List.of(requirement));
            failure.ifPresent(why -> skipped.add(requirement.substring(0, requirement.indexOf("==")) + " " + why));
        }
        return skipped;
    }
}
