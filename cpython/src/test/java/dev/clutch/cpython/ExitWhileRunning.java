package dev.clutch.cpython;

import dev.clutch.Interpreter;
import dev.clutch.Interpreters;
import dev.clutch.queue.MessageQueue;
import java.util.Map;

/** A process that ends in the way that {@code clutch.test.end} names, while all kinds of Python code run in it. */
public final class ExitWhileRunning {
    private static final int RUNNING = 7;

    private ExitWhileRunning() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        Interpreters interpreters = Interpreters.open();
        MessageQueue ready = interpreters.createQueue();
        MessageQueue never = interpreters.createQueue();
        start(interpreters.create(), ready, never, "ready.put(1)\nwhile True: pass");
        start(interpreters.create(), ready, never, "ready.put(1)\nnever.get()");
        start(interpreters.create(), ready, never, "import time; ready.put(1); time.sleep(" + sleep() + ")");
        start(interpreters.main(), ready, never, "ready.put(1)\nwhile True: ready.qsize()");
        Interpreter threads = interpreters.create();
        start(threads, ready, never, """
                import threading
                def spin():
                    ready.put(1)
                    while True: pass
                def wait():
                    ready.put(1)
                    never.get()
                for work in (spin, wait):
                    threading.Thread(target=work).start()
                ready.put(1)
                """);
        for (int i = 0; i < RUNNING; i++) {
            ready.get();
        }
        System.out.println("all run");
        end(interpreters);
    }

    private static void start(Interpreter interpreter, MessageQueue ready, MessageQueue never, String source) {
        interpreter.prepareMain(Map.of("ready", ready, "never", never));
        Thread.ofPlatform().daemon().start(() -> interpreter.exec(source));
    }

    /** Nothing can wake a sleeper, so whoever closes must wait for it. */
    private static int sleep() {
        return end().equals("close-in-hook") ? 1 : 1000;
    }

    private static String end() {
        return System.getProperty("clutch.test.end", "");
    }

    private static void end(Interpreters interpreters) {
        switch (end()) {
            case "exit" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(3);
            case "return" -> System.out.println("returning");
            case "throw" -> throw new IllegalStateException("the main thread fails");
            case "exit-in-python" -> interpreters.create().exec("import os; os._exit(3)");
            case "close-in-hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(interpreters::close));
                System.exit(3);
            }
            default -> throw new IllegalArgumentException("unknown end");
        }
    }
}
