package dev.clutch.cpython;

import dev.clutch.cpython.object.PyCalls;
import dev.clutch.cpython.object.PyErrors;
import dev.clutch.cpython.object.PyRef;
import dev.clutch.cpython.object.PythonRaised;
import dev.clutch.cpython.thread.Attached;
import dev.clutch.cpython.upcall.Hosted;
import dev.clutch.error.ExecutionFailedException;
import dev.clutch.message.Message;
import dev.clutch.spi.EngineInterpreter;
import dev.clutch.spi.Outcome;
import java.util.List;

/** Finding and calling what is to be called. */
record Calls(Hosted hosted, Outcomes outcomes) {

    /** The callable that a message stands for, see {@link EngineInterpreter#function}; a new reference. */
    long find(Attached attached, Message message) {
        return switch (message.unladen()) {
            case Message.Str name -> named(attached, name);
            case Message.Surrogates _, Message.Bytes _, Message.Tuple _ ->
                convert(attached, hosted.hooks().loadCallable(), message);
            default -> hosted.decoder().decode(attached, message);
        };
    }

    private long named(Attached attached, Message.Str name) {
        long known = hosted.names().find(attached, name.value());
        if (known != 0) {
            return known;
        }
        long found = convert(attached, hosted.hooks().loadCallable(), name);
        hosted.names().learnPlace(attached, name);
        return found;
    }

    /** What the hook makes of the message; a new reference. */
    long convert(Attached attached, PyRef hook, Message message) {
        long object = hosted.decoder().decode(attached, message);
        try {
            return PyCalls.call(attached, hook.borrow(attached), object);
        } finally {
            PyCalls.decRef(attached, object);
        }
    }

    /** Calls for Java code. Not by {@link Outcomes#of}: the JIT would not see through its lambda. */
    Outcome call(Attached attached, long callable, List<Message> arguments, List<Message.Entry> keywords) {
        try (var _ = RunningMain.begin(attached, callable)) {
            long result = callObject(attached, callable, arguments, keywords);
            return outcomes.returned(attached, result);
        } catch (PythonRaised raised) {
            return outcomes.raised(attached, Outcomes.Original.STAYS, raised);
        } catch (ExecutionFailedException failed) {
            return Outcomes.failed(failed);
        }
    }

    /** Calls with arguments that Python code has sent. */
    Outcome callSent(Attached attached, long callable, Message arguments, Message keywords) {
        try {
            return arguments instanceof Message.Tuple(var elements) && isEmpty(keywords)
                    ? callPositional(attached, callable, elements)
                    : callWithBoth(attached, callable, arguments, keywords);
        } catch (PythonRaised raised) {
            return new Outcome.Unshareable("args", hosted.snapshots().take(attached, raised));
        }
    }

    private static boolean isEmpty(Message keywords) {
        return keywords instanceof Message.Dict(var entries) && entries.isEmpty();
    }

    /** Without making a tuple of the arguments first. */
    private Outcome callPositional(Attached attached, long callable, List<Message> arguments) {
        long[] objects = hosted.decoder().decodeAll(attached, arguments);
        try (var _ = RunningMain.begin(attached, callable)) {
            return outcomes.returned(attached, PyCalls.call(attached, callable, objects));
        } catch (PythonRaised raised) {
            return outcomes.raised(attached, Outcomes.Original.CROSSES, raised);
        } catch (ExecutionFailedException failed) {
            return Outcomes.failed(failed);
        } finally {
            PyCalls.decRef(attached, objects);
        }
    }

    private Outcome callWithBoth(Attached attached, long callable, Message arguments, Message keywords) {
        long[] both = hosted.decoder().decodeAll(attached, List.of(arguments, keywords));
        return outcomes.of(attached, Outcomes.Original.CROSSES, () -> call(attached, callable, both));
    }

    /** With a tuple and a dict, which it drops. */
    private Message call(Attached attached, long callable, long[] both) {
        try (var _ = RunningMain.begin(attached, callable)) {
            long result = attached.python().objects().call(callable, both[0], both[1]);
            return outcomes.encodeAndDrop(attached, PyErrors.check(attached, result));
        } finally {
            PyCalls.decRef(attached, both);
        }
    }

    private long callObject(Attached attached, long callable, List<Message> arguments, List<Message.Entry> keywords) {
        long[] values = new long[arguments.size() + keywords.size()];
        long names = 0;
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = hosted.decoder().decode(attached, value(arguments, keywords, i));
            }
            names = keywords.isEmpty() ? 0 : names(attached, keywords);
            return PyCalls.call(attached, callable, values, arguments.size(), names);
        } finally {
            PyCalls.decRef(attached, values);
            PyCalls.decRef(attached, names);
        }
    }

    private static Message value(List<Message> arguments, List<Message.Entry> keywords, int index) {
        int positional = arguments.size();
        return index < positional
                ? arguments.get(index)
                : keywords.get(index - positional).value();
    }

    private long names(Attached attached, List<Message.Entry> keywords) {
        List<Message> names = keywords.stream().map(Message.Entry::key).toList();
        return hosted.decoder().decode(attached, new Message.Tuple(names));
    }
}
