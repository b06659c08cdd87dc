package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.MaximumAPosteriori;
import io.github.lanewise.kernels.NegativeLogLikelihood;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.kernels.SoftmaxCrossEntropyOfProbabilities;
import io.github.lanewise.verify.bits.LossBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.LossTarget;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.LossOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.ArrayList;
import java.util.List;

/**
 * A loss over classes: probabilities (but of log-probabilities), loss, and the gradient by the input, in place and not, with
 * class weights and without where there may be any.
 *
 * @param shape the shape and options
 */
public record LossSubject(LossShape shape) implements Subject {
    @Override
    public String problem() {
        return shape.toString();
    }

    @Override
    public List<Result> results() {
        List<Result> results = new ArrayList<>();
        if (!likelihood()) {
            results.add(Result.of(this, "probabilities", algorithms(),
                    (call, trial) -> forward(call, trial, false).probabilities,
                    v -> LossBits.probabilities(shape, input(v)),
                    v -> new LossOracle(shape, target(v, false)).probabilities(Widen.of(input(v)))));
        }
        addLoss(results, "", false);
        if (shape.kind() != Kind.MAXIMUM_A_POSTERIORI) {
            addLoss(results, "Weighted", true);
        }
        return results;
    }

    private void addLoss(List<Result> results, String suffix, boolean weighted) {
        results.add(Result.of(this, "loss" + suffix, algorithms(), (call, trial) -> forward(call, trial, weighted).loss,
                v -> LossBits.loss(shape, input(v), target(v, weighted)),
                v -> new LossOracle(shape, target(v, weighted)).loss(Widen.of(input(v)))));
        results.add(
                Result.of(this, "gradInput" + suffix, algorithms(), (call, trial) -> gradInput(call, trial, weighted),
                        v -> LossBits.gradInput(shape, probabilities(v), target(v, weighted), gradLoss(v)),
                        v -> new LossOracle(shape, target(v, weighted)).gradInput(
                                likelihood() ? null : Widen.of(probabilities(v)), Widen.of(gradLoss(v)))));
    }

    private List<String> algorithms() {
        return shape.kind() == Kind.SOFTMAX_CROSS_ENTROPY ? Arrangement.algorithms() : List.of(Result.ONLY);
    }

    private boolean likelihood() {
        return shape.kind() == Kind.NEGATIVE_LOG_LIKELIHOOD;
    }

    private record Output(float[] loss, float[] probabilities) {}

    private Output forward(GuardedCall call, Trial trial, boolean weighted) {
        float[] x = Arrangement.of(trial).arrange(shape.batch(), input(trial.values()));
        Output apart = forward(call, trial, weighted, call.input("input", x), call.output("probabilities", x.length));
        if (!likelihood()) {
            GuardedCall inPlace = call.form("in place");
            GuardedFloats both = inPlace.inPlace("input", x);
            Output got = forward(inPlace, trial, weighted, both, both);
            Compare.bits(inPlace.problem() + ", probabilities", got.probabilities, apart.probabilities);
            Compare.bits(inPlace.problem() + ", loss", got.loss, apart.loss);
        }
        return apart;
    }

    private Output forward(GuardedCall call, Trial trial, boolean weighted, GuardedFloats input,
            GuardedFloats probabilities) {
        GuardedTarget t = new GuardedTarget(call, target(trial.values(), weighted));
        GuardedFloats loss = call.output("loss", shape.losses());
        switch (shape.kind()) {
            case SOFTMAX_CROSS_ENTROPY -> {
                SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(shape, Arrangement.of(trial).layout);
                call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), t.labels.array(),
                        t.labels.offset(), t.weights(), t.weightsOffset(), probabilities.array(),
                        probabilities.offset(), loss.array(), loss.offset(), scratch, parallel));
            }
            case SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES -> {
                SoftmaxCrossEntropyOfProbabilities plan = SoftmaxCrossEntropyOfProbabilities.plan(shape);
                call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), t.probabilities.array(),
                        t.probabilities.offset(), t.weights(), t.weightsOffset(), probabilities.array(),
                        probabilities.offset(), loss.array(), loss.offset(), scratch, parallel));
            }
            case MAXIMUM_A_POSTERIORI -> {
                MaximumAPosteriori plan = MaximumAPosteriori.plan(shape);
                call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), t.labels.array(),
                        t.labels.offset(), probabilities.array(), probabilities.offset(), loss.array(), loss.offset(),
                        scratch, parallel));
            }
            case NEGATIVE_LOG_LIKELIHOOD -> {
                NegativeLogLikelihood plan = NegativeLogLikelihood.plan(shape);
                call.run((scratch, parallel) -> plan.forward(input.array(), input.offset(), t.labels.array(),
                        t.labels.offset(), t.weights(), t.weightsOffset(), loss.array(), loss.offset(), scratch,
                        parallel));
                return new Output(call.values(loss), null);
            }
        }
        return new Output(call.values(loss),
                Arrangement.of(trial).restore(shape.batch(), length(), call.values(probabilities)));
    }

    private float[] gradInput(GuardedCall call, Trial trial, boolean weighted) {
        if (likelihood()) {
            return backward(call, trial, weighted, null, call.output("gradInput", length()));
        }
        float[] p = Arrangement.of(trial).arrange(shape.batch(), probabilities(trial.values()));
        float[] apart = backward(call, trial, weighted, call.input("probabilities", p),
                call.output("gradInput", p.length));
        GuardedCall inPlace = call.form("in place");
        GuardedFloats both = inPlace.inPlace("probabilities", p);
        Compare.bits(inPlace.problem(), backward(inPlace, trial, weighted, both, both), apart);
        return apart;
    }

    private float[] backward(GuardedCall call, Trial trial, boolean weighted, GuardedFloats probabilities,
            GuardedFloats gradInput) {
        GuardedTarget t = new GuardedTarget(call, target(trial.values(), weighted));
        GuardedFloats gradLoss = call.input("gradLoss", gradLoss(trial.values()));
        switch (shape.kind()) {
            case SOFTMAX_CROSS_ENTROPY -> {
                SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(shape, Arrangement.of(trial).layout);
                call.run((scratch, parallel) -> plan.backward(probabilities.array(), probabilities.offset(),
                        t.labels.array(), t.labels.offset(), t.weights(), t.weightsOffset(), gradLoss.array(),
                        gradLoss.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
            }
            case SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES -> {
                SoftmaxCrossEntropyOfProbabilities plan = SoftmaxCrossEntropyOfProbabilities.plan(shape);
                call.run((scratch, parallel) -> plan.backward(probabilities.array(), probabilities.offset(),
                        t.probabilities.array(), t.probabilities.offset(), t.weights(), t.weightsOffset(),
                        gradLoss.array(), gradLoss.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
            }
            case MAXIMUM_A_POSTERIORI -> {
                MaximumAPosteriori plan = MaximumAPosteriori.plan(shape);
                call.run((scratch, parallel) -> plan.backward(probabilities.array(), probabilities.offset(),
                        t.labels.array(), t.labels.offset(), gradLoss.array(), gradLoss.offset(), gradInput.array(),
                        gradInput.offset(), scratch, parallel));
            }
            case NEGATIVE_LOG_LIKELIHOOD -> {
                NegativeLogLikelihood plan = NegativeLogLikelihood.plan(shape);
                call.run((scratch, parallel) -> plan.backward(t.labels.array(), t.labels.offset(), t.weights(),
                        t.weightsOffset(), gradLoss.array(), gradLoss.offset(), gradInput.array(), gradInput.offset(),
                        scratch, parallel));
            }
        }
        return Arrangement.of(trial).restore(shape.batch(), length(), call.values(gradInput));
    }

    /** A target in guarded memory. */
    private static final class GuardedTarget {
        private final GuardedInts labels;
        private final GuardedFloats probabilities;
        private final GuardedFloats classWeights;

        GuardedTarget(GuardedCall call, LossTarget target) {
            labels = target.labels() == null ? null : call.input("labels", target.labels());
            probabilities = target.probabilities() == null ? null : call.input("targets", target.probabilities());
            classWeights = target.classWeights() == null ? null : call.input("classWeights", target.classWeights());
        }

        float[] weights() {
            return classWeights == null ? null : classWeights.array();
        }

        int weightsOffset() {
            return classWeights == null ? 0 : classWeights.offset();
        }
    }

    /**
     * The input.
     *
     * @param values where it is drawn
     * @return batch × classes × positions
     */
    public float[] input(Values values) {
        return values.draw("input", length());
    }

    /**
     * What the input is compared with.
     *
     * @param values where it is drawn
     * @param weighted whether the classes have weights
     * @return the target
     */
    public LossTarget target(Values values, boolean weighted) {
        return LossTarget.draw(shape, values, weighted);
    }

    /**
     * The gradient by the loss.
     *
     * @param values where it is drawn
     * @return as many elements as the loss
     */
    public float[] gradLoss(Values values) {
        return values.draw("gradLoss", shape.losses());
    }

    private float[] probabilities(Values values) {
        return likelihood() ? null : LossBits.probabilities(shape, input(values));
    }

    private int length() {
        return shape.batch() * shape.classes() * shape.positions();
    }
}
