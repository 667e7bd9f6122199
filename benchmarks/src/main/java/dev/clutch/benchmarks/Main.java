package dev.clutch.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * Prints one table for each group of benchmarks: Clutch, its rival in the same run, and the ratio.
 * {@code jmh} hands its arguments to JMH instead.
 */
public final class Main {
    private static final List<String> GROUPS = List.of("calls", "messages", "pool", "lifecycle", "startup");

    /** Takes half an hour, and PyPI, so it is not among all. */
    private static final String PACKAGES = "packages";

    private Main() {}

    /** The entry of the process. */
    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        if (command.equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else if (command.equals("all") || command.equals(PACKAGES) || GROUPS.contains(command)) {
            run(command.equals("all") ? GROUPS : List.of(command));
        } else {
            System.err.println(
                    "give one of: " + String.join(", ", GROUPS) + ", all, " + PACKAGES + ", jmh [JMH ARGUMENTS]");
            System.exit(2);
        }
    }

    private static void run(List<String> groups) throws Exception {
        Machine machine = Machine.look();
        System.out.println(machine.line());
        for (String group : groups) {
            Progress.say(group + " …");
            Table table = table(group, machine);
            System.out.println();
            System.out.print(table.text());
        }
        System.out.println();
        System.out.println("at the end: load average " + Machine.load());
    }

    private static Table table(String group, Machine machine) throws Exception {
        return switch (group) {
            case "calls" -> CallBenchmark.table(machine);
            case "messages" -> MessageBenchmark.table(machine);
            case "pool" -> PoolBenchmark.table(machine);
            case "lifecycle" -> LifecycleBenchmark.table(machine);
            case PACKAGES -> PackagesBenchmark.table(machine);
            case "startup" -> StartupBenchmark.table(machine);
            default -> throw new IllegalArgumentException(group);
        };
    }
}
