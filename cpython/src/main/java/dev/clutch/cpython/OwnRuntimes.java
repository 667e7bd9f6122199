package dev.clutch.cpython;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.cpython.capi.LibPython;
import dev.clutch.cpython.elf.ElfFile;
import dev.clutch.cpython.library.Decision;
import dev.clutch.cpython.library.Rules;
import dev.clutch.cpython.library.StaticTls;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.thread.InterpreterThreads;
import dev.clutch.cpython.thread.RuntimeThread;
import dev.clutch.cpython.upcall.HostModule;
import dev.clutch.error.InterpreterException;
import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Makes interpreters that have a runtime of their own. */
final class OwnRuntimes {
    /** CPython counts its own interpreters up from 0, and would take centuries to come to this. */
    private static final long FIRST_ID = 1_000_000_000_001L;

    private static final AtomicLong NEXT_ID = new AtomicLong(FIRST_ID);

    private final Berths berths;
    private final HostFunctions functions;
    private final List<String> commandLine;
    private final boolean wantsSite;

    /**
     * For one engine.
     *
     * @param functions what {@code _clutch} offers, but for what only the first runtime can answer
     * @param commandLine how a plain python would be started, the program's path first
     */
    OwnRuntimes(Berths berths, HostFunctions functions, List<String> commandLine) {
        this.berths = berths;
        this.functions = functions;
        this.commandLine = withoutSite(commandLine);
        this.wantsSite = !commandLine.contains("-S");
    }

    /** Site may import extension modules, so it has to wait until these are copied; see {@code clutch._extensions}. */
    private static List<String> withoutSite(List<String> commandLine) {
        List<String> line = new ArrayList<>(commandLine);
        line.add(1, "-S");
        return List.copyOf(line);
    }

    /** Why this machine cannot have several runtimes in one process, if it cannot. */
    static Optional<String> refusal() {
        return Berths.refusal();
    }

    /** A new interpreter; a berth whose runtime does not start is not used again. */
    CPythonInterpreter make(InterpreterConfig config) {
        Berth berth = berths.take();
        RuntimeThread thread = new RuntimeThread();
        try {
            return thread.run(() -> start(berth, thread, config)).orEnd();
        } catch (RuntimeException | Error e) {
            thread.end();
            throw e;
        }
    }

    private Birth start(Berth berth, RuntimeThread thread, InterpreterConfig config) {
        LibPython python = berth.python();
        python.lifecycle().initialize(commandLine, false, berth.memory()::start);
        long state = python.threads().stateGet();
        python.threads().findGilState(state);
        Attached attached =
                InterpreterThreads.takeOverRuntime(python, state, NEXT_ID.getAndIncrement(), thread, config.metered());
        if (berth.life() == 0) {
            python.checkLayouts();
        }
        return Birth.of(attached, found -> install(found, berth), config);
    }

    private CPythonInterpreter install(Attached attached, Berth berth) {
        HostModule.Installed installed = berth.hostModule().install(attached, functions(berth), false);
        long id = attached.interpreter().id();
        return new CPythonInterpreter(installed, berth.memory(), () -> {
            berth.memory().forget(id);
            berths.giveBack(berth);
        });
    }

    private HostFunctions functions(Berth berth) {
        return functions
                .copy()
                .add(
                        "private_module",
                        "(path: str) -> path of this runtime's own copy of an extension module",
                        call -> copied(call, berth.libraries()::module))
                .add(
                        "private_library",
                        "(path: str) -> path of this runtime's own copy of another library",
                        call -> copied(call, berth.libraries()::library))
                .add(
                        "private_decisions",
                        "() -> ((path, path that is loaded, reason), ...) of extension modules and their libraries",
                        call -> decisions(berth.libraries().decisions()))
                .add(
                        "mapped_areas",
                        "() -> (used, limit) of the areas of memory that this process may map",
                        call -> areas(MappedAreas.now()))
                .add(
                        "static_tls",
                        "() -> (used, limit), in bytes, of the room for static thread-local variables",
                        call -> staticTls())
                .add(
                        "private_symbols",
                        "() -> (name, ...) of what this runtime's libpython offers",
                        call -> symbols(berth.python().file()))
                .add(
                        "wants_site",
                        "() -> bool, whether a plain python would import site",
                        call -> Message.Bool.of(wantsSite))
                .add(
                        "private_libpython",
                        "() -> path of this runtime's libpython",
                        call -> Message.of(berth.python().file().toString()));
    }

    private static Message decisions(List<Decision> decisions) {
        return tuple(decisions.stream()
                .map(decision ->
                        texts(decision.original().toString(), decision.used().toString(), decision.reason())));
    }

    private static Message areas(MappedAreas areas) {
        return Message.Tuple.of(new Message.Int(areas.used()), new Message.Int(areas.limit()));
    }

    private static Message staticTls() {
        try {
            StaticTls now = StaticTls.now();
            return Message.Tuple.of(new Message.Int(now.used()), new Message.Int(now.limit()));
        } catch (IOException e) {
            throw new InterpreterException("cannot tell the static TLS of this process: " + e.getMessage(), e);
        }
    }

    private static Message symbols(Path libpython) {
        try (ElfFile file = ElfFile.open(libpython)) {
            return tuple(file.symbols(name -> name.startsWith("Py") || name.startsWith("_Py")).stream()
                    .map(Message::of));
        } catch (IOException e) {
            throw new InterpreterException("the symbols of " + libpython + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What {@code clutch._rules} does for modules, in all interpreters. */
    static Message rules(List<Rules.Rule> rules) {
        return tuple(rules.stream().map(rule -> texts(rule.kind().word(), rule.what(), rule.how())));
    }

    private static Message texts(String... texts) {
        return tuple(Stream.of(texts).map(Message::of));
    }

    private static Message tuple(Stream<Message> elements) {
        return new Message.Tuple(elements.toList());
    }

    /** What makes a copy of a library. */
    @FunctionalInterface
    private interface Copier {
        Path copy(Path original) throws IOException;
    }

    private static Message copied(HostCall call, Copier copier) {
        String original = ((Message.Str) call.message(0)).value();
        try {
            return Message.of(copier.copy(Path.of(original)).toString());
        } catch (IOException e) {
            throw new InterpreterException(
                    "no private copy of " + original + " for this interpreter's runtime: " + e.getMessage(), e);
        }
    }
}
