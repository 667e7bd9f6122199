package dev.clutch.cpython;

import dev.clutch.cpython.capi.Modules;
import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.upcall.Hosted;
import dev.clutch.message.Message;

/** Running code in {@code __main__}, and binding names there. */
record MainModule(Hosted hosted, Calls calls) {

    /** Runs the code object that the hook makes of the message. */
    Message exec(Attached attached, PyRef toCode, Message message) {
        long code = calls.convert(attached, toCode, message);
        try {
            long main = mainNames(attached);
            Modules modules = attached.python().modules();
            PyCalls.decRef(attached, PyErrors.check(attached, modules.evalCode(code, main, main)));
            return Message.None.NONE;
        } finally {
            PyCalls.decRef(attached, code);
        }
    }

    Message bind(Attached attached, Message names) {
        long dict = hosted.decoder().decode(attached, names);
        try {
            PyErrors.check(attached, attached.python().containers().dictUpdate(mainNames(attached), dict));
            return Message.None.NONE;
        } finally {
            PyCalls.decRef(attached, dict);
        }
    }

    /** The dict of {@code __main__}, borrowed from it. */
    private static long mainNames(Attached attached) {
        long main = PyCalls.importModule(attached, "__main__");
        long names = attached.python().modules().moduleDict(main);
        PyCalls.decRef(attached, main);
        return names;
    }
}
