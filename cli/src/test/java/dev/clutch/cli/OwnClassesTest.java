package dev.clutch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Classes of the program itself, which other interpreters find by its file. */
class OwnClassesTest extends ProcessTest {
    private static final String CLASSES = """
            from concurrent import interpreters
            from concurrent.futures import InterpreterPoolExecutor
            from dataclasses import dataclass

            @dataclass
            class Order:
                name: str
                count: int

            class OutOfStock(Exception):
                def __init__(self, name, left):
                    super().__init__(name, left)
                    self.left = left

            def more(order):
                return Order(order.name, order.count + 1)

            def fail(order):
                raise OutOfStock(order.name, order.count)

            class SoldOut(Exception):
                def __init__(self, name, since):
                    super().__init__(f'sold out: {name}')
                    self.name, self.since = name, since

            def sell(order):
                error = SoldOut(order.name, 'monday')
                error.add_note('ask again')
                raise error

            def put(queue):
                queue.put((Order, [Order('from inside', 1)]))

            def relay(order):
                from concurrent import interpreters
                inner = interpreters.create()
                try:
                    return inner.call(more, inner.call(more, order))
                finally:
                    inner.close()

            """;

    private Ended program(String body) {
        write("program.py", CLASSES + "if __name__ == '__main__':\n" + body.indent(4));
        return clutchRun("program.py");
    }

    @Test
    void instancesComeBack() {
        Ended ended = program("""
                interpreter = interpreters.create()
                queue = interpreters.create_queue()
                interpreter.call(put, queue)
                cls, (order,) = queue.get()
                print(interpreter.call(more, Order('ink', 1)) == Order('ink', 2), cls is Order, order)
                """);
        assertThat(ended).isEqualTo(new Ended(0, "True True Order(name='from inside', count=1)\n", ""));
    }

    @Test
    void instancesAreSentOn() {
        Ended ended = program("""
                with InterpreterPoolExecutor(1) as pool:
                    print(pool.submit(relay, Order('ink', 1)).result() == Order('ink', 3))
                """);
        assertThat(ended).isEqualTo(new Ended(0, "True\n", ""));
    }

    /** Pickle calls the constructor with the arguments that it has given to its base class. */
    @Test
    void exceptionsWhoseConstructorWantsMoreThanTheirArgumentsComeBack() {
        Ended ended = program("""
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(sell, Order('ink', 0)).exception()
                print(type(error) is SoldOut, error, error.name, error.since, error.__notes__)
                """);
        assertThat(ended).isEqualTo(new Ended(0, "True sold out: ink ink monday ['ask again']\n", ""));
    }

    @Test
    void aProgramThatIsRunAsAModuleMayUseItsPackage() {
        write("shop/__init__.py", "");
        write("shop/stock.py", "def left():\n    return 3\n");
        write("shop/__main__.py", CLASSES.replace("def put", "from .stock import left\n\ndef put") + """
                        def count(order):
                            from .stock import left
                            return Order(order.name, left())

                        if __name__ == '__main__':
                            with InterpreterPoolExecutor(1) as pool:
                                print(pool.submit(count, Order('ink', 0)).result())
                                print(pool.submit(more, Order('ink', 1)).result() == Order('ink', 2))
                        """);
        assertThat(clutchRun("-m", "shop")).isEqualTo(new Ended(0, "Order(name='ink', count=3)\nTrue\n", ""));
    }

    @Test
    void exceptionsOfTasksComeBack() {
        Ended ended = program("""
                with InterpreterPoolExecutor(1) as pool:
                    error = pool.submit(fail, Order('ink', 7)).exception()
                print(type(error) is OutOfStock, error.args, error.left)
                """);
        assertThat(ended).isEqualTo(new Ended(0, "True ('ink', 7) 7\n", ""));
    }
}
