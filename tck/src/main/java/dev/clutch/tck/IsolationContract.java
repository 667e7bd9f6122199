package dev.clutch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import dev.clutch.config.InterpreterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interpreters share nothing, and run at the same time. */
public abstract class IsolationContract extends EngineContract {
    /** More than any machine lets pass before it runs a thread that is ready: seconds. */
    private static final int MANY_STEPS = 100_000_000;

    private @Nullable Interpreter other;

    /** For subclasses. */
    protected IsolationContract() {}

    @BeforeEach
    final void makeAnother() {
        other = interpreters().create();
    }

    @AfterEach
    final void closeIt() {
        other().close();
    }

    private Interpreter other() {
        return java.util.Objects.requireNonNull(other);
    }

    /** Neither the other interpreter nor the main one sees what this one did. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "import json; json.marker = 1 | hasattr(__import__('json'), 'marker')",
                "marker = 1 | hasattr(__import__('__main__'), 'marker')",
                "import sys; sys.path.append('/marker') | '/marker' in __import__('sys').path",
                "import builtins; builtins.marker = 1 | hasattr(__import__('builtins'), 'marker')",
                "import builtins; builtins.len = lambda x: -1 | len('abc') != 3",
                "import sys, types; sys.modules['marker'] = types.ModuleType('marker') | 'marker' in __import__('sys').modules",
                "import sys; sys.argv = ['marker'] | 'marker' in __import__('sys').argv",
                "import sys; sys.setrecursionlimit(777) | __import__('sys').getrecursionlimit() == 777",
                "import sys; sys.meta_path.append('marker') | 'marker' in __import__('sys').meta_path",
                "import os; os.marker = 1 | hasattr(__import__('os'), 'marker')",
                "import warnings; warnings.filters.insert(0, 'marker') | 'marker' in __import__('warnings').filters",
                "import gc; gc.disable() | not __import__('gc').isenabled()",
                "import decimal; decimal.getcontext().prec = 7 | __import__('decimal').getcontext().prec == 7",
                "import sys; sys.stdout = None | __import__('sys').stdout is None",
                "import random; random.seed(1); a = random.random() | __import__('random').random() == 0.13436424411240122"
            })
    void whatOneChangesTheOthersDoNotSee(String change, String seen) {
        python().exec(change);
        assertThat(evaluate(other(), seen)).isEqualTo(false);
        assertThat(evaluate(interpreters().main(), seen)).isEqualTo(false);
        try (Interpreter later = interpreters().create()) {
            assertThat(evaluate(later, seen)).isEqualTo(false);
        }
    }

    @Test
    void everyInterpreterKnowsItsId() {
        String id = "__import__('concurrent.interpreters').interpreters.get_current().id";
        assertThat(evaluate(id)).isEqualTo(python().id());
        assertThat(evaluate(other(), id)).isEqualTo(other().id());
        assertThat(evaluate(interpreters().main(), id)).isEqualTo(0L);
    }

    @Test
    void everyInterpreterHasAMainOfItsOwn() {
        python().exec("x = 1");
        other().exec("x = 2");
        assertThat(valueOf(python(), "x")).isEqualTo(1L);
        assertThat(valueOf(other(), "x")).isEqualTo(2L);
    }

    @Test
    void anErrorInOneLeavesTheOthersAlone() {
        Background<Object> failing = Background.run(() -> python().exec("raise SystemExit(1)"));
        assertThat(failing.failure()).isNotNull();
        assertThat(evaluate(other(), "1 + 1")).isEqualTo(2L);
    }

    @Test
    void theStandardLibrarysCommonModulesCanBeImportedEverywhere() {
        String imports = """
                import asyncio, ast, base64, bisect, bz2, collections, contextlib, csv, ctypes, dataclasses, datetime
                import decimal, difflib, email.message, enum, fractions, functools, hashlib, heapq, html, http.client
                import inspect, io, ipaddress, itertools, json, logging, lzma, math, multiprocessing, operator, os
                import pathlib, pickle, platform, pprint, queue, random, re, select, shutil, socket, sqlite3, ssl
                import statistics, string, struct, subprocess, tempfile, textwrap, threading, time, traceback
                import typing, unicodedata, unittest, urllib.request, uuid, weakref, xml.etree.ElementTree, zipfile, zlib
                assert sqlite3.connect(':memory:').execute('select 6 * 7').fetchone() == (42,)
                """;
        python().exec(imports);
        other().exec(imports);
    }

    /**
     * Each interpreter counts in shared memory and looks whether the other one counts too, for a
     * limited number of steps and without ever giving its lock up: only truly parallel ones meet.
     */
    @Test
    void interpretersRunAtTheSameTime(@TempDir Path folder) throws IOException {
        Path memory = Files.write(folder.resolve("memory"), new byte[4096]);
        List<Interpreter> pair = List.of(python(), other());
        for (int i = 0; i < 2; i++) {
            pair.get(i).prepareMain(Map.of("file", memory.toString(), "mine", i, "steps", MANY_STEPS));
            pair.get(i).exec("""
                    import mmap, sys

                    def meet():
                        sys.setswitchinterval(1e6)
                        with open(file, 'r+b') as opened, mmap.mmap(opened.fileno(), 4096) as memory:
                            memory[mine] = 1
                            for step in range(steps):
                                if memory[1 - mine]:
                                    return True
                            return False
                    """);
        }
        Background<@Nullable Object> first = Background.call(() -> python().call("meet"));
        Background<@Nullable Object> second = Background.call(() -> other().call("meet"));
        assertThat(List.of(first.join(), second.join())).containsOnly(true);
    }

    @Test
    void anInterpreterThatSharesTheMainLockWorksToo() {
        try (Interpreter legacy = interpreters().create(InterpreterConfig.legacy())) {
            legacy.exec("x = [1, 2]\nimport json");
            assertThat(legacy.call("json:dumps", List.of(1, 2))).isEqualTo("[1, 2]");
            assertThat(legacy.config()).isEqualTo(InterpreterConfig.legacy());
        }
    }

    @Test
    void anInterpreterWithoutThreadsRefusesThem() {
        var gil = dev.clutch.config.Gil.OWN;
        var noThreads = new InterpreterConfig(false, false, false, false, false, true, gil);
        try (Interpreter quiet = interpreters().create(noThreads)) {
            quiet.exec("""
                    import threading
                    try:
                        threading.Thread(target=print).start()
                    except RuntimeError:
                        pass
                    else:
                        assert False, 'it started'
                    """);
        }
    }

    @Test
    void forksAndExecsAreRefused() {
        python().exec("""
                import os
                for call in (os.fork, lambda: os.execv('/bin/true', ['true'])):
                    try:
                        call()
                    except (RuntimeError, OSError):
                        pass
                    else:
                        assert False, 'it went through'
                """);
    }

    @Test
    void childProcessesCanBeStarted() {
        python().exec("""
                import subprocess, sys
                done = subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True, text=True)
                assert done.stdout == '42\\n', done
                """);
    }
}
