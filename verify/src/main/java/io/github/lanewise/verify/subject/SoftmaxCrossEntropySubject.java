package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxCrossEntropy;
import io.github.lanewise.verify.bits.SoftmaxCrossEntropyBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.SoftmaxCrossEntropyOracle;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import java.util.Set;

/**
 * A softmax cross-entropy: probabilities, mean loss, and the gradient by the logits, in place and not. What the library's own
 * exponential and logarithm make of a row has no bits but its own, so the bit reference takes each row from the kernel
 * alone; how a row is summed is proven elsewhere.
 *
 * <p>As a problem string: {@code cross_entropy:mb128ic10}.
 *
 * @param batch rows
 * @param classes columns
 */
public record SoftmaxCrossEntropySubject(int batch, int classes) implements Subject {
    static SoftmaxCrossEntropySubject parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("cross_entropy"), Set.of("mb", "ic"));
        return new SoftmaxCrossEntropySubject(p.get("mb", 1), p.get("ic"));
    }

    @Override
    public String problem() {
        return "cross_entropy:" + (batch == 1 ? "" : "mb" + batch) + "ic" + classes;
    }

    @Override
    public List<Result> results() {
        return List.of(
                Result.of(this, "probabilities", (call, trial) -> forward(call, trial).probabilities,
                        v -> eachRowAlone(v).probabilities, v -> oracle(v).probabilities()),
                Result.of(this, "loss", (call, trial) -> new float[]{forward(call, trial).loss},
                        v -> new float[]{eachRowAlone(v).loss}, v -> oracle(v).loss()),
                Result.of(this, "gradInput", this::gradInput,
                        v -> SoftmaxCrossEntropyBits.gradInput(batch, classes, eachRowAlone(v).probabilities,
                                labels(v)),
                        v -> oracle(v).gradInput()));
    }

    private record Output(float loss, float[] probabilities) {}

    private Output forward(GuardedCall call, Trial trial) {
        Output apart = forward(call, trial, call.input("logits", logits(trial.values())),
                call.output("probabilities", batch * classes));
        GuardedCall inPlace = call.form("in place");
        GuardedFloats both = inPlace.inPlace("logits", logits(trial.values()));
        Output got = forward(inPlace, trial, both, both);
        Compare.bits(inPlace.problem(), got.probabilities, apart.probabilities);
        Compare.bits(inPlace.problem() + ", loss", new float[]{got.loss}, new float[]{apart.loss});
        return apart;
    }

    private Output forward(GuardedCall call, Trial trial, GuardedFloats logits, GuardedFloats probabilities) {
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(batch, classes);
        GuardedInts labels = call.input("labels", labels(trial.values()));
        float[] loss = new float[1];
        call.run((scratch, parallel) -> loss[0] = plan.forward(logits.array(), logits.offset(), labels.array(),
                labels.offset(), probabilities.array(), probabilities.offset(), scratch, parallel));
        return new Output(loss[0], call.values(probabilities));
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        float[] p = eachRowAlone(trial.values()).probabilities;
        float[] apart = backward(call, trial, call.input("probabilities", p),
                call.output("gradInput", batch * classes));
        GuardedCall inPlace = call.form("in place");
        GuardedFloats both = inPlace.inPlace("probabilities", p);
        Compare.bits(inPlace.problem(), backward(inPlace, trial, both, both), apart);
        return apart;
    }

    private float[] backward(GuardedCall call, Trial trial, GuardedFloats probabilities, GuardedFloats gradInput) {
        SoftmaxCrossEntropy plan = SoftmaxCrossEntropy.plan(batch, classes);
        GuardedInts labels = call.input("labels", labels(trial.values()));
        call.run((scratch, parallel) -> plan.backward(probabilities.array(), probabilities.offset(), labels.array(),
                labels.offset(), gradInput.array(), gradInput.offset(), scratch, parallel));
        return call.values(gradInput);
    }

    private Output eachRowAlone(Values values) {
        float[] logits = logits(values);
        int[] labels = labels(values);
        float[] probabilities = new float[logits.length];
        float[] losses = new float[batch];
        SoftmaxCrossEntropy row = SoftmaxCrossEntropy.plan(1, classes);
        Scratch scratch = new Scratch();
        for (int n = 0; n < batch; n++) {
            losses[n] = row.forward(logits, n * classes, labels, n, probabilities, n * classes, scratch,
                    Parallel.serial());
        }
        return new Output(SoftmaxCrossEntropyBits.meanLoss(losses), probabilities);
    }

    private SoftmaxCrossEntropyOracle oracle(Values values) {
        return new SoftmaxCrossEntropyOracle(batch, classes, Widen.of(logits(values)), labels(values));
    }

    private float[] logits(Values values) {
        return values.draw("logits", batch * classes);
    }

    private int[] labels(Values values) {
        return values.drawIndices("labels", batch, classes);
    }
}
