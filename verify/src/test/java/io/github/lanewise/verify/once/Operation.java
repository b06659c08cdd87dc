package io.github.lanewise.verify.once;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.List;

/** A method of the public API that takes float arrays with offsets, described so that one battery of bad input fits all. */
record Operation(String name, Call call, List<Argument> arguments) {

    Operation(String name, Call call, Argument... arguments) {
        this(name, call, List.of(arguments));
    }

    /** The method itself: arrays and offsets in the order of the arguments. */
    interface Call {
        void run(float[][] arrays, int[] offsets, Scratch scratch, Parallel parallel);
    }

    /** An array argument: its name in messages, its elements, what is done with it, and whose very range it may be. */
    record Argument(String name, int length, boolean written, boolean nullable, List<String> mayBe) {
        static Argument read(String name, int length) {
            return new Argument(name, length, false, false, List.of());
        }

        static Argument readOrNull(String name, int length) {
            return new Argument(name, length, false, true, List.of());
        }

        static Argument written(String name, int length, String... mayBe) {
            return new Argument(name, length, true, false, List.of(mayBe));
        }

        static Argument writtenOrNull(String name, int length) {
            return new Argument(name, length, true, true, List.of());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
