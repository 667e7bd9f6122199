package dev.clutch.cli.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two Pythons: ours, and the plain one that ours is made from.
 *
 * @param version of both, as in {@code 3.14.3}
 */
public record Pythons(Python hosted, Python plain, String version) {

    /**
     * Asks the hosted Python for the plain one, and whether it has the suites. Takes the time that it
     * takes to start.
     */
    public static Pythons find(Python hosted, List<Suite> suites, Path folder)
            throws IOException, InterruptedException, UnfitPythonException {
        Path script = new DataFile("find_suites.py").unpackInto(folder);
        List<String> arguments = Stream.concat(
                        Stream.of(script.toString()), suites.stream().map(Suite::module))
                .toList();
        List<String> answer = ask(hosted, arguments, folder.resolve("find_suites.txt"));
        List<String> missing = answer.subList(2, answer.size());
        Pythons found = new Pythons(hosted, Python.plain(answer.get(0)), answer.get(1));
        if (!missing.isEmpty()) {
            throw new UnfitPythonException(found.complaint(missing));
        }
        return found;
    }

    private static List<String> ask(Python hosted, List<String> arguments, Path errors)
            throws IOException, InterruptedException, UnfitPythonException {
        Process process =
                ChildProcess.start(ChildProcess.of(hosted.command(), arguments).redirectError(errors.toFile()));
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new UnfitPythonException(Files.readString(errors).strip().replaceFirst("^clutch: ", ""));
        }
        return answer.lines().toList();
    }

    private String complaint(List<String> missing) {
        String others = missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " other suites";
        return "the Python " + plain.command().getFirst() + " (" + version + ") has no " + missing.getFirst() + others
                + "; CPython's tests are those of 3.14 and its package 'test': leave out --python and CLUTCH_PYTHON to"
                + " use the bundled one, or install the tests (Debian, Ubuntu: apt install libpython3-testsuite)";
    }
}
