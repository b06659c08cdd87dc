package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs conformance cases against the kernels. */
public final class ConformanceRunner {
    private static final Map<String, Operator> OPERATORS = Map.ofEntries(Map.entry("conv", new ConvolutionOperator()),
            Map.entry("max_pool", new PoolingOperator()), Map.entry("avg_pool", new PoolingOperator()),
            Map.entry("linear", new LinearOperator()), Map.entry("gemm", new GemmOperator()),
            Map.entry("matmul", new MatmulOperator()), Map.entry("relu", new ActivationOperator(Activation.RELU)),
            Map.entry("sigmoid", new ActivationOperator(Activation.SIGMOID)),
            Map.entry("tanh", new ActivationOperator(Activation.TANH)),
            Map.entry("softmax_cross_entropy", new CrossEntropyOperator()),
            Map.entry("shape_rule", new ShapeRuleOperator()), Map.entry("count", new CountOperator()));

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
            return expectation.outcome();
        } catch (UnsupportedCaseException e) {
            return new Outcome.Unsupported(e.getMessage());
        } catch (RuntimeException e) {
            // A kernel that refuses or breaks down fails this case; the cases after it still run.
            return new Outcome.Failed(e.toString());
        }
    }

    /**
     * Runs all cases of a file, or of all files {@code cases.jsonl} and {@code cases.jsonl.gz} below a folder.
     *
     * @param path the file or folder
     * @param report receives what became of each
     * @throws IOException if a file cannot be read
     */
    public void run(Path path, ConformanceReport report) throws IOException {
        for (Path file : files(path)) {
            CaseFile.read(file, conformanceCase -> report.add(conformanceCase, run(conformanceCase)));
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.getFileName().toString().matches("cases\\.jsonl(\\.gz)?")).sorted()
                    .toList();
        }
    }
}
