package dev.clutch.cpython;

import dev.clutch.config.InterpreterConfig;
import dev.clutch.tck.BufferTravelContract;
import dev.clutch.tck.CallContract;
import dev.clutch.tck.ChannelContract;
import dev.clutch.tck.ChannelEndsContract;
import dev.clutch.tck.CloseContract;
import dev.clutch.tck.FailureTravelContract;
import dev.clutch.tck.InterruptContract;
import dev.clutch.tck.IsolationContract;
import dev.clutch.tck.LifecycleContract;
import dev.clutch.tck.LockContract;
import dev.clutch.tck.LowLevelContract;
import dev.clutch.tck.MemoryViewContract;
import dev.clutch.tck.PathContract;
import dev.clutch.tck.PoolContract;
import dev.clutch.tck.PoolTravelContract;
import dev.clutch.tck.PythonApiContract;
import dev.clutch.tck.PythonCallContract;
import dev.clutch.tck.PythonQueueApiContract;
import dev.clutch.tck.QueueContract;
import dev.clutch.tck.ReferencesContract;
import dev.clutch.tck.RestrictionContract;
import dev.clutch.tck.UnboundContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * An interpreter with a runtime of its own keeps the contract, beside others of both kinds: those parts of it where the
 * runtime plays a part.
 */
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
    class ChannelEnds extends ChannelEndsContract {
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
    class MemoryView extends MemoryViewContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Restriction extends RestrictionContract {
        @Override
        protected InterpreterConfig config() {
            return InterpreterConfig.ownRuntime();
        }
    }

    @Nested
    class Path extends PathContract {
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
    class PoolTravel extends PoolTravelContract {
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
    class PythonCall extends PythonCallContract {
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
    class Unbound extends UnboundContract {
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
