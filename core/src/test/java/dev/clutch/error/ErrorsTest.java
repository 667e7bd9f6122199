package dev.clutch.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {

    private static ExceptionInfo info(String module, String message) {
        return new ExceptionInfo("Oops", "Outer.Oops", module, message, "Traceback ...\nOops\n");
    }

    @Test
    void oneLineNamesTypeAndMessage() {
        assertThat(info("builtins", "why").formatted()).isEqualTo("Outer.Oops: why");
        assertThat(info("__main__", "why").formatted()).isEqualTo("Outer.Oops: why");
        assertThat(info("json", "why").formatted()).isEqualTo("json.Outer.Oops: why");
        assertThat(info("builtins", "").formatted()).isEqualTo("Outer.Oops");
    }

    @Test
    void aFailureShowsWhatPythonShows() {
        ExceptionInfo info = info("builtins", "why");
        assertThat(new ExecutionFailedException(info))
                .hasMessage("Outer.Oops: why\nTraceback ...\nOops")
                .extracting(ExecutionFailedException::info)
                .isSameAs(info);
    }

    @Test
    void aPathGrowsFromTheInsideOut() {
        NotShareableException refused = new NotShareableException("no such value");
        assertThat(refused).hasMessage("no such value");
        assertThat(refused.inside("['log']").inside("[2]")).hasMessage("no such value (at [2]['log'])");
    }

    @Test
    void errorsHavePythonNames() {
        assertThat(new InterpreterClosedException(3).pythonName()).isEqualTo("InterpreterNotFoundError");
        assertThat(new InterpreterClosedException(3)).hasMessageContaining("interpreter 3 is closed");
        assertThat(new InterpreterNotFoundException(3).pythonName()).isEqualTo("InterpreterNotFoundError");
        assertThat(new InterpreterException("x").pythonName()).isEqualTo("InterpreterError");
        assertThat(new NotShareableException("x").pythonName()).isEqualTo("NotShareableError");
        assertThat(new EngineUnavailableException("x").pythonName()).isEqualTo("InterpreterError");
        assertThat(new PythonExitException(3).pythonName()).isEqualTo("SystemExit");
        assertThat(new PythonExitException(3).status()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfAQueueHasAPythonName(QueueException.Reason reason) {
        assertThat(new QueueException(reason, "x").pythonName())
                .matches("Queue(NotFoundError|Empty|Full|ShutDown|Error)|ItemInterpreterDestroyed");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfAChannelHasAPythonName(ChannelException.Reason reason) {
        assertThat(new ChannelException(reason, "x").pythonName())
                .matches("_interpchannels:Channel(NotFound|Closed|Empty|NotEmpty)Error"
                        + "|clutch.channels:ItemInterpreterDestroyed");
    }
}
