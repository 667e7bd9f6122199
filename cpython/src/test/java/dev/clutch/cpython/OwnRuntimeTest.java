package dev.clutch.cpython;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.tck.BufferContract;
import dev.clutch.tck.BufferTortureContract;
import dev.clutch.tck.BufferTravelContract;
import dev.clutch.tck.CallContract;
import dev.clutch.tck.ChannelContract;
import dev.clutch.tck.CloseContract;
import dev.clutch.tck.ConversionContract;
import dev.clutch.tck.ExceptionContract;
import dev.clutch.tck.FailureTravelContract;
import dev.clutch.tck.InterruptContract;
import dev.clutch.tck.IsolationContract;
import dev.clutch.tck.LifecycleContract;
import dev.clutch.tck.LockContract;
import dev.clutch.tck.LowLevelContract;
import dev.clutch.tck.PoolContract;
import dev.clutch.tck.PythonApiContract;
import dev.clutch.tck.PythonBufferApiContract;
import dev.clutch.tck.PythonChannelApiContract;
import dev.clutch.tck.PythonQueueApiContract;
import dev.clutch.tck.QueueContract;
import dev.clutch.tck.ReferencesContract;
import dev.clutch.tck.RefusalContract;
import dev.clutch.tck.SharedContract;
import dev.clutch.tck.StressContract;
import dev.clutch.tck.TextContract;
import dev.clutch.tck.TravelContract;
import dev.clutch.tck.UnboundContract;
import dev.clutch.tck.WaitContract;
import dev.clutch.tck.ZonedTimeContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** An interpreter with a runtime of its own keeps the whole contract, beside others of both kinds. */
@EnabledOnOs(OS.LINUX)
class OwnRuntimeTest {

    @Nested
    class Call extends CallContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Channel extends ChannelContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Close extends CloseContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Conversion extends ConversionContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Exceptions extends ExceptionContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class FailureTravel extends FailureTravelContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Interrupt extends InterruptContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Isolation extends IsolationContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Lock extends LockContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class LowLevel extends LowLevelContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Pool extends PoolContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class PythonApi extends PythonApiContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class PythonBufferApi extends PythonBufferApiContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class PythonChannelApi extends PythonChannelApiContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class PythonQueueApi extends PythonQueueApiContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Queue extends QueueContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class References extends ReferencesContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Refusal extends RefusalContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Shared extends SharedContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Stress extends StressContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Text extends TextContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Travel extends TravelContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Unbound extends UnboundContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Wait extends WaitContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class ZonedTime extends ZonedTimeContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Buffer extends BufferContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class BufferTorture extends BufferTortureContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class BufferTravel extends BufferTravelContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }
}
