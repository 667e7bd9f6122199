package dev.clutch;

import dev.clutch.host.HostCall;
import dev.clutch.host.HostFunctions;
import dev.clutch.message.Message;
import dev.clutch.queue.InterruptBell;

/** The host functions by which Python code interrupts, and hears of interrupts. */
record InterruptFunctions(Interpreters interpreters) {

    static void add(HostFunctions table, Interpreters interpreters) {
        InterruptFunctions on = new InterruptFunctions(interpreters);
        table.add("interpreter_interrupt", "(id) -> None", on::interrupt)
                .add(
                        "interrupt_main",
                        "() -> bool; interrupts what others have begun in this interpreter, and tells whether the calling"
                                + " thread is one of these",
                        call -> Message.Bool.of(on.caller(call).engine().interruptEntered()))
                .add(
                        "interrupt_again",
                        "() -> None; the interrupt that has struck the calling thread strikes it once more",
                        on::interruptAgain)
                .add(
                        "interrupts_ring",
                        "(id of a doorbell) -> None; for interrupts of the calling thread in this interpreter",
                        on::ring)
                .add(
                        "interrupts_watch",
                        "(id of a doorbell) -> None; Java's interrupts of the calling thread ring too, until",
                        on::watch)
                .add("interrupts_unwatch", "() -> None; this is called, which raises what came", on::unwatch);
    }

    private Interpreter caller(HostCall call) {
        return interpreters.registry().find(call.interpreter());
    }

    private Message interrupt(HostCall call) {
        interpreters.registry().find(call.integer(0), call.interpreter()).interrupt();
        return Message.None.NONE;
    }

    private Message interruptAgain(HostCall call) {
        caller(call).engine().interruptAgain();
        return Message.None.NONE;
    }

    private Message ring(HostCall call) {
        caller(call).engine().onInterrupt(bell(call));
        return Message.None.NONE;
    }

    private Message watch(HostCall call) {
        InterruptBell.hang(bell(call));
        return Message.None.NONE;
    }

    private Message unwatch(HostCall call) throws InterruptedException {
        InterruptBell.takeDown();
        return Message.None.NONE;
    }

    private Runnable bell(HostCall call) {
        return interpreters.commons().doorbells().find(call.integer(0)).bell(0);
    }
}
