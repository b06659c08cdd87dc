package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GlobalPool2dShape;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.SoftmaxShape;
import io.github.lanewise.kernels.SquaredErrorShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import io.github.lanewise.verify.data.GemmProblem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The operators of Lanewise by the operation that a problem string begins with. */
public final class Subjects {
    private static final String DEFAULT_OPERATION = "conv";
    /** Of a problem string of three parts joined by +, which names no operation itself. */
    private static final String BLOCK = "block";

    private static final Map<String, Function<String, Subject>> PARSERS = new TreeMap<>(Map.ofEntries(
            Map.entry("conv", problem -> new Conv2dSubject(Conv2dShape.parse(problem))),
            Map.entry(BLOCK, ConvolutionBlockSubject::parse),
            Map.entry(Conv2dSubject.LENET, Conv2dSubject::parseLenet),
            Map.entry("max", problem -> new Pool2dSubject(Pool2dShape.parse(problem))),
            Map.entry("avg_p", problem -> new Pool2dSubject(Pool2dShape.parse(problem))),
            Map.entry("avg_np", problem -> new Pool2dSubject(Pool2dShape.parse(problem))),
            Map.entry("pad_constant", problem -> new Pad2dSubject(Pad2dShape.parse(problem))),
            Map.entry("pad_edge", problem -> new Pad2dSubject(Pad2dShape.parse(problem))),
            Map.entry("pad_reflect", problem -> new Pad2dSubject(Pad2dShape.parse(problem))),
            Map.entry("gmax", problem -> new GlobalPool2dSubject(GlobalPool2dShape.parse(problem))),
            Map.entry("gavg", problem -> new GlobalPool2dSubject(GlobalPool2dShape.parse(problem))),
            Map.entry("sub", problem -> new Subsampling2dSubject(Subsampling2dShape.parse(problem))),
            Map.entry("dense", problem -> new DenseSubject(DenseShape.parse(problem))),
            Map.entry("gemm", problem -> new GemmSubject(GemmProblem.parse(problem))),
            Map.entry("relu", ActivationSubject::parse),
            Map.entry("sigmoid", ActivationSubject::parse),
            Map.entry("tanh", ActivationSubject::parse),
            Map.entry("leaky_relu", ActivationSubject::parse),
            Map.entry("elu", ActivationSubject::parse),
            Map.entry("scaled_tanh", ActivationSubject::parse),
            Map.entry("softplus", ActivationSubject::parse),
            Map.entry("exp", ElementaryFunctionSubject::parse),
            Map.entry("expm1", ElementaryFunctionSubject::parse),
            Map.entry("log", ElementaryFunctionSubject::parse),
            Map.entry("log1p", ElementaryFunctionSubject::parse),
            Map.entry("sgd", SgdSubject::parse),
            Map.entry("momentum", SgdSubject::parse),
            Map.entry("nesterov", SgdSubject::parse),
            Map.entry("keras_momentum", SgdSubject::parse),
            Map.entry("keras_nesterov", SgdSubject::parse),
            Map.entry("adam", AdamSubject::parse),
            Map.entry("adamw", AdamSubject::parse),
            Map.entry("radial_basis", problem -> new RadialBasisSubject(RadialBasisShape.parse(problem))),
            Map.entry("mse", problem -> new SquaredErrorSubject(SquaredErrorShape.parse(problem))),
            Map.entry("mse_sum", problem -> new SquaredErrorSubject(SquaredErrorShape.parse(problem))),
            Map.entry("mse_none", problem -> new SquaredErrorSubject(SquaredErrorShape.parse(problem))),
            Map.entry("softmax", problem -> new SoftmaxSubject(SoftmaxShape.parse(problem))),
            Map.entry("log_softmax", problem -> new SoftmaxSubject(SoftmaxShape.parse(problem)))));

    static {
        for (String loss : List.of("softmax_cross_entropy", "softmax_cross_entropy_prob", "nll_loss", "map_loss")) {
            for (String reduction : List.of("", "_sum", "_none")) {
                PARSERS.put(loss + reduction, problem -> new LossSubject(LossShape.parse(problem)));
            }
        }
    }

    private Subjects() {}

    /**
     * The operator and shape that a problem string names.
     *
     * @param problem such as {@code mb128ic1ih28oc6kh5ph2} or {@code dense:mb128ic400oc120}
     * @return the subject
     * @throws IllegalArgumentException if it is no problem string, or its shape is not valid
     */
    public static Subject parse(String problem) {
        String operation = operation(problem);
        Function<String, Subject> parser = PARSERS.get(operation);
        if (parser == null) {
            throw new IllegalArgumentException("problem string \"" + problem + "\": its operation is " + operation
                    + "; expected one of " + PARSERS.keySet());
        }
        return parser.apply(problem);
    }

    /**
     * The operations that problem strings may name.
     *
     * @return their names
     */
    public static Set<String> operations() {
        return Collections.unmodifiableSet(PARSERS.keySet());
    }

    /**
     * The operation that a problem string names.
     *
     * @param problem the problem string
     * @return what stands before the colon, or the operation that may be left out; {@code block} where + joins three problems
     */
    public static String operation(String problem) {
        if (problem.indexOf('+') >= 0) {
            return BLOCK;
        }
        int colon = problem.indexOf(':');
        return colon < 0 ? DEFAULT_OPERATION : problem.substring(0, colon);
    }
}
