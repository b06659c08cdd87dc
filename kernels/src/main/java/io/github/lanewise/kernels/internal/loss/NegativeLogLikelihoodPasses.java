package io.github.lanewise.kernels.internal.loss;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;

/** Picks the logarithm of each label, an example a task; the gradient has one element a row that is not 0. */
public final class NegativeLogLikelihoodPasses {
    private final LossShape shape;
    private final Reducing reducing;
    private final Execution forward;
    private final Execution backward;

    public NegativeLogLikelihoodPasses(LossShape shape) {
        this.shape = shape;
        reducing = new Reducing(shape);
        forward = Execution.planned("forward", "", shape, shape.rows(), reducing.around(new Forward()));
        backward = Execution.planned("backward", "", shape, shape.rows(), reducing.before(new Backward()));
    }

    public Execution forward() {
        return forward;
    }

    public Execution backward() {
        return backward;
    }

    private abstract class Examples implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return shape.batch();
        }

        @Override
        public long work(Arguments arguments) {
            return 4L * shape.rows();
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return reducing.sharedFloats();
        }

        /** Where the label's class of a row stands in the input. */
        final int at(int example, int position, int label) {
            return (example * shape.classes() + label) * shape.positions() + position;
        }
    }

    private final class Forward extends Examples {
        @Override
        public String describe() {
            return "picks the labels of an example a task";
        }

        @Override
        public void run(Arguments a, int example, float[] slot) {
            for (int p = 0; p < shape.positions(); p++) {
                int row = example * shape.positions() + p;
                int label = reducing.label(a, row);
                reducing.putLoss(a, row, reducing.ignored(label)
                        ? 0f
                        : -(reducing.weight(a, label) * a.input[a.inputOffset + at(example, p, label)]));
            }
        }
    }

    private final class Backward extends Examples {
        @Override
        public long work(Arguments arguments) {
            return (long) shape.rows() * shape.classes();
        }

        @Override
        public String describe() {
            return "clears and fills an example a task";
        }

        @Override
        public void run(Arguments a, int example, float[] slot) {
            int begin = a.gradInputOffset + at(example, 0, 0);
            Arrays.fill(a.gradInput, begin, begin + shape.classes() * shape.positions(), 0f);
            for (int p = 0; p < shape.positions(); p++) {
                int row = example * shape.positions() + p;
                int label = reducing.label(a, row);
                if (!reducing.ignored(label)) {
                    a.gradInput[a.gradInputOffset + at(example, p, label)] = -(reducing.weight(a, label)
                            * reducing.gradLoss(a, row)) / reducing.divisor(a);
                }
            }
        }
    }
}
