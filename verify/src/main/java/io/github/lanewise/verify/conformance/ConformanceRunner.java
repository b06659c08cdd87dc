package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.SoftmaxShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs conformance cases against the kernels. */
public final class ConformanceRunner {
    private static final Map<String, Operator> OPERATORS = Map.ofEntries(Map.entry("conv", new ConvolutionOperator()),
            Map.entry("max_pool", new PoolingOperator()), Map.entry("avg_pool", new PoolingOperator()),
            Map.entry("pad", new PadOperator()),
            Map.entry("global_max_pool", new GlobalPoolingOperator()),
            Map.entry("global_avg_pool", new GlobalPoolingOperator()),
            Map.entry("linear", new LinearOperator()), Map.entry("gemm", new GemmOperator()),
            Map.entry("matmul", new MatmulOperator()), Map.entry("relu", ActivationOperator.of(Activation.RELU)),
            Map.entry("leaky_relu", ActivationOperator.leakyRelu()), Map.entry("elu", ActivationOperator.elu()),
            Map.entry("sigmoid", ActivationOperator.of(Activation.SIGMOID)),
            Map.entry("tanh", ActivationOperator.of(Activation.TANH)),
            Map.entry("softplus", ActivationOperator.of(Activation.SOFTPLUS)),
            Map.entry("softmax", new SoftmaxOperator(SoftmaxShape.Kind.SOFTMAX)),
            Map.entry("log_softmax", new SoftmaxOperator(SoftmaxShape.Kind.LOG_SOFTMAX)),
            Map.entry("nll_loss", new LikelihoodOperator()),
            Map.entry("softmax_cross_entropy", new CrossEntropyOperator()),
            Map.entry("momentum", new MomentumOperator()),
            Map.entry("train", new TrainOperator()), Map.entry("shape_rule", new ShapeRuleOperator()),
            Map.entry("count", new CountOperator()));

    private final Scratch scratch = new Scratch();
    private final Parallel parallel;

    /**
     * A runner.
     *
     * @param parallel where the kernels run
     */
    public ConformanceRunner(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * Runs one case.
     *
     * @param conformanceCase the case
     * @return what became of it
     */
    public Outcome run(ConformanceCase conformanceCase) {
        Operator operator = OPERATORS.get(conformanceCase.op());
        if (operator == null) {
            return new Outcome.Unsupported("no such kernel");
        }
        Expectation expectation = new Expectation(conformanceCase);
        try {
            operator.run(conformanceCase, expectation, scratch, parallel);
            List<String> unread = conformanceCase.unread();
            return unread.isEmpty() ? expectation.outcome() : new Outcome.Unsupported(String.join(", ", unread));
        } catch (UnsupportedCaseException e) {
            return new Outcome.Unsupported(e.getMessage());
        } catch (RuntimeException e) {
            // A kernel that refuses or breaks down fails this case; the cases after it still run.
            return new Outcome.Failed(List.of(e.toString()));
        }
    }

    /**
     * Runs all cases of files and folders.
     *
     * @param paths the files and folders, as {@link CaseFile#find} takes them
     * @param report receives what became of each
     * @throws IOException if a file cannot be read or a line is not a case; the message names file and line
     */
    public void run(List<Path> paths, ConformanceReport report) throws IOException {
        for (Path file : CaseFile.find(paths)) {
            CaseFile.read(file, conformanceCase -> report.add(conformanceCase, run(conformanceCase)));
        }
    }
}
