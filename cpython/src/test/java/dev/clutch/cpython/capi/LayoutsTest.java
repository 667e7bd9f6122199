package dev.clutch.cpython.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.config.Gil;
import dev.clutch.config.InterpreterConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the running libpython whether its structs are as {@link Layouts} has them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutsTest {
    private @Nullable Interpreters interpreters;
    private @Nullable NativeLibrary library;

    @BeforeAll
    void open() {
        interpreters = Interpreters.open();
        library = NativeLibrary.open(interpreters.engine().library());
    }

    @AfterAll
    void close() {
        interpreters().close();
    }

    private Interpreters interpreters() {
        return java.util.Objects.requireNonNull(interpreters);
    }

    private MemorySegment function(String name) {
        return java.util.Objects.requireNonNull(library).get(name);
    }

    private long number(String expression) {
        return (Long) java.util.Objects.requireNonNull(interpreters().main().call("eval", expression, Map.of()));
    }

    @Test
    void aStatusHasItsErrorMessage() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = Downcalls.status(
                    arena,
                    function("PyStatus_Error"),
                    arena.allocateFrom("the message").address(),
                    0,
                    0);
            assertThat(status.get(JAVA_INT, Layouts.STATUS_TYPE)).isEqualTo(1);
            assertThat(Memory.string(status.get(JAVA_LONG, Layouts.STATUS_MESSAGE)))
                    .isEqualTo("the message");
        }
    }

    @Test
    void aStatusHasItsExitCode() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = Downcalls.status(arena, function("PyStatus_Exit"), 7, 0, 0);
            assertThat(status.get(JAVA_INT, Layouts.STATUS_TYPE)).isEqualTo(2);
            assertThat(status.get(JAVA_INT, Layouts.STATUS_EXIT_CODE)).isEqualTo(7);
        }
    }

    @Test
    void aStatusThatIsFineHasTypeZero() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = Downcalls.status(arena, function("PyStatus_Ok"), 0, 0, 0);
            assertThat(status.get(JAVA_INT, Layouts.STATUS_TYPE)).isZero();
        }
    }

    /** {@code PyConfig_InitPythonConfig} writes the whole struct and nothing behind it. */
    @Test
    void aConfigHasRoom() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(2 * Layouts.CONFIG_SIZE, 8).fill((byte) 0x5A);
            Downcalls.word(function("PyConfig_InitPythonConfig"), room.address());
            long written = 2 * Layouts.CONFIG_SIZE;
            while (room.get(JAVA_BYTE, written - 1) == 0x5A) {
                written--;
            }
            assertThat(written).isBetween(100L, Layouts.CONFIG_SIZE);
            Downcalls.word(function("PyConfig_Clear"), room.address());
        }
    }

    @Test
    void signalHandlersAreTheFieldThatThePresetsDifferIn() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment config = arena.allocate(Layouts.CONFIG_SIZE, 8);
            Downcalls.word(function("PyConfig_InitPythonConfig"), config.address());
            assertThat(config.get(JAVA_INT, Layouts.CONFIG_INSTALL_SIGNAL_HANDLERS))
                    .isEqualTo(1);
            Downcalls.word(function("PyConfig_InitIsolatedConfig"), config.address());
            assertThat(config.get(JAVA_INT, Layouts.CONFIG_INSTALL_SIGNAL_HANDLERS))
                    .isZero();
        }
    }

    @Test
    void anObjectHasItsTypeWhereWeReadIt() {
        long offset = Layouts.OBJECT_TYPE;
        assertThat(number("object.__basicsize__")).isEqualTo(offset + 8);
        for (String object : List.of("None", "7", "'text'", "int", "[]")) {
            String inMemory = "__import__('ctypes').c_size_t.from_address(id(x) + " + offset + ").value";
            assertThat(number("(lambda x: " + inMemory + ")(" + object + ")"))
                    .isEqualTo(number("id(type(" + object + "))"));
        }
    }

    /** A built-in function of CPython's own points to its definition right behind its object header. */
    @Test
    void aMethodDefinitionHasItsFields() {
        long definition = number("__import__('ctypes').c_size_t.from_address(id(len) + object.__basicsize__).value");
        assertThat(Memory.string(Memory.word(definition + Layouts.METHOD_NAME))).isEqualTo("len");
        assertThat(Memory.word(definition + Layouts.METHOD_FUNCTION)).isNotZero();
        assertThat(Memory.number(definition + Layouts.METHOD_FLAGS)).isEqualTo(8); // METH_O
        assertThat(Memory.string(Memory.word(definition + Layouts.METHOD_DOC))).startsWith("len(");
    }

    @Test
    void definitionsOfOneModuleLieSideBySide() {
        long definition = number("__import__('ctypes').c_size_t.from_address(id(len) + object.__basicsize__).value");
        long next = definition + Layouts.METHOD_DEF.byteSize();
        String name = Memory.string(Memory.word(next + Layouts.METHOD_NAME));
        assertThat(number("int(hasattr(__import__('builtins'), '" + name + "'))"))
                .isEqualTo(1);
        assertThat(Memory.string(Memory.word(next + Layouts.METHOD_DOC))).startsWith(name + "(");
    }

    @Test
    void ourOwnFunctionsAreDefinedAlike() {
        long definition = number("__import__('ctypes').c_size_t.from_address("
                + "id(__import__('_clutch').queue_put) + object.__basicsize__).value");
        assertThat(Memory.string(Memory.word(definition + Layouts.METHOD_NAME))).isEqualTo("queue_put");
        assertThat(Memory.number(definition + Layouts.METHOD_FLAGS)).isEqualTo(Layouts.METH_FASTCALL);
    }

    static Stream<Arguments> configurations() {
        return Stream.of(
                arguments(InterpreterConfig.isolated()),
                arguments(InterpreterConfig.legacy()),
                arguments(new InterpreterConfig(false, true, false, false, true, true, Gil.OWN)),
                arguments(new InterpreterConfig(true, false, true, true, false, true, Gil.SHARED)),
                arguments(new InterpreterConfig(true, true, false, false, false, false, Gil.DEFAULT)));
    }

    /** CPython's own {@code _interpreters} tells what an interpreter was made from. */
    @ParameterizedTest
    @MethodSource("configurations")
    void anInterpreterIsMadeFromItsConfiguration(InterpreterConfig config) {
        try (Interpreter made = interpreters().create(config)) {
            made.exec("""
                    from importlib.machinery import BuiltinImporter, PathFinder
                    from importlib.util import module_from_spec
                    name = '_interpreters'
                    cpython = module_from_spec(BuiltinImporter.find_spec(name) or PathFinder.find_spec(name))
                    found = vars(cpython.get_config(cpython.get_current()[0]))
                    """);
            Object found = made.call("eval", "__import__('__main__').found", Map.of());
            assertThat(found).isInstanceOfSatisfying(Map.class, fields -> {
                assertThat(fields.get("use_main_obmalloc")).isEqualTo(config.useMainObmalloc());
                assertThat(fields.get("allow_fork")).isEqualTo(config.allowFork());
                assertThat(fields.get("allow_exec")).isEqualTo(config.allowExec());
                assertThat(fields.get("allow_threads")).isEqualTo(config.allowThreads());
                assertThat(fields.get("allow_daemon_threads")).isEqualTo(config.allowDaemonThreads());
                assertThat(fields.get("check_multi_interp_extensions")).isEqualTo(config.checkMultiInterpExtensions());
                assertThat(fields.get("gil")).isEqualTo(config.gil() == Gil.OWN ? "own" : "shared");
            });
        }
    }

    @Test
    void theVersionIsTheRunningOne() {
        LibPython python = LibPython.load(interpreters().engine().library());
        assertThat(python.version()).isEqualTo(interpreters().main().call("platform:python_version"));
        assertThat(python.atLeast(3, 12)).isTrue();
        assertThat(python.atLeast(3, 99)).isFalse();
        assertThat(python.atLeast(4, 0)).isFalse();
    }
}
