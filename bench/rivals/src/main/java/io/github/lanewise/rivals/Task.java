package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Pool2dShape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One pass of one problem: what every contender computes, and nothing else. No layer has a bias but those of a network, whose
 * task {@link LenetTask} describes.
 *
 * <p>Inputs, in this order: of a product a and b as they lie in memory; of a dense layer's passes the operands of its
 * product; of a convolution's input and weight, gradOutput and weight, or input and gradOutput; of a pooling's input and,
 * backward, gradOutput.
 *
 * @param shape a shape of the kernels, or a network
 * @param pass what is computed on it
 */
record Task(Record shape, Pass pass) {
    /**
     * Checks that the shape has the pass.
     */
    Task {
        boolean has = switch (shape) {
            case GemmShape s -> pass == Pass.MULTIPLY && s.batch() == 1;
            case DenseShape _,Conv2dShape _ ->
                pass == Pass.FORWARD || pass == Pass.GRAD_INPUT || pass == Pass.GRAD_WEIGHT;
            case Pool2dShape s -> pass == Pass.FORWARD || pass == Pass.BACKWARD
                    || pass == Pass.FORWARD_INDICES && s.kind() == Pool2dShape.Kind.MAX;
            case LenetShape _ -> pass == Pass.TRAIN || pass == Pass.INFER;
            default -> false;
        };
        if (!has) {
            throw new IllegalArgumentException(shape + " has no pass " + pass + " here");
        }
    }

    /** Reads a problem string. */
    static Task parse(String problem, String pass) {
        String operation = problem.contains(":") ? problem.substring(0, problem.indexOf(':')) : "conv";
        Record shape = switch (operation) {
            case "gemm" -> GemmShape.parse(problem);
            case "dense" -> DenseShape.parse(problem);
            case "conv" -> Conv2dShape.parse(problem);
            default -> LenetShape.isModel(operation) ? LenetShape.parse(problem) : Pool2dShape.parse(problem);
        };
        return new Task(shape, Pass.parse(pass));
    }

    /** The problem string, its operation always named. */
    String problem() {
        return shape instanceof Conv2dShape ? "conv:" + shape : shape.toString();
    }

    /** The matrix product that this is, if it is one. */
    Optional<GemmShape> product() {
        return switch (shape) {
            case GemmShape s -> Optional.of(s);
            case DenseShape s -> Optional.of(switch (pass) {
                case FORWARD -> new GemmShape(1, s.batch(), s.outFeatures(), s.inFeatures(), false, true);
                case GRAD_INPUT -> new GemmShape(1, s.batch(), s.inFeatures(), s.outFeatures(), false, false);
                default -> new GemmShape(1, s.outFeatures(), s.inFeatures(), s.batch(), true, false);
            });
            default -> Optional.empty();
        };
    }

    /** Elements of each input. */
    List<Integer> inputs() {
        return switch (shape) {
            case Conv2dShape s -> switch (pass) {
                case FORWARD -> List.of(input(s), weight(s));
                case GRAD_INPUT -> List.of(output(s), weight(s));
                default -> List.of(input(s), output(s));
            };
            case Pool2dShape s -> pass == Pass.BACKWARD ? List.of(input(s), output(s)) : List.of(input(s));
            case LenetShape s -> LenetTask.inputs(s, pass);
            default -> {
                GemmShape p = product().orElseThrow();
                yield List.of(p.rows() * p.depth(), p.depth() * p.columns());
            }
        };
    }

    /** The values of an input: between −1 and 1, but for a network. */
    float[] input(int number) {
        if (shape instanceof LenetShape s) {
            return LenetTask.input(s, number);
        }
        SplittableRandom random = new SplittableRandom(number + 1);
        float[] values = new float[inputs().get(number)];
        for (int k = 0; k < values.length; k++) {
            values[k] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** Elements of the result. */
    int result() {
        return switch (shape) {
            case Conv2dShape s -> switch (pass) {
                case FORWARD -> output(s);
                case GRAD_INPUT -> input(s);
                default -> weight(s);
            };
            case Pool2dShape s -> pass == Pass.BACKWARD ? input(s) : output(s);
            case LenetShape s -> LenetTask.parts(s, pass).stream().mapToInt(Integer::intValue).sum();
            default -> product().orElseThrow().rows() * product().orElseThrow().columns();
        };
    }

    /** Twice the multiply-adds; 0 where there are none worth counting. */
    long operations() {
        return switch (shape) {
            case Conv2dShape s -> 2 * s.products();
            case Pool2dShape _ -> 0;
            case LenetShape s -> pass == Pass.TRAIN ? s.trainingOperations() : s.inferenceOperations();
            default -> 2 * product().orElseThrow().products();
        };
    }

    /** Roundings that one element of the result may go through, in any order of summation; 0 where it is exact. */
    int roundings() {
        return switch (shape) {
            case Conv2dShape s -> switch (pass) {
                case FORWARD -> s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth();
                case GRAD_INPUT -> s.outChannels() / s.groups() * s.kernelHeight() * s.kernelWidth();
                default -> s.batch() * s.outHeight() * s.outWidth();
            };
            // An average also divides, or rounds a reciprocal and multiplies.
            case Pool2dShape s when s.kind() != Pool2dShape.Kind.MAX -> s.kernelHeight() * s.kernelWidth() + 2;
            case Pool2dShape s -> pass == Pass.BACKWARD ? s.kernelHeight() * s.kernelWidth() - 1 : 0;
            default -> product().orElseThrow().depth();
        };
    }

    /** Whether the result is linear in an input; only what decides a maximum is not. */
    boolean isLinearIn(int input) {
        return input > 0 || !(shape instanceof Pool2dShape s) || s.kind() != Pool2dShape.Kind.MAX;
    }

    private static int input(Conv2dShape s) {
        return s.batch() * s.inChannels() * s.inHeight() * s.inWidth();
    }

    private static int weight(Conv2dShape s) {
        return s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth();
    }

    private static int output(Conv2dShape s) {
        return s.batch() * s.outChannels() * s.outHeight() * s.outWidth();
    }

    private static int input(Pool2dShape s) {
        return s.batch() * s.channels() * s.inHeight() * s.inWidth();
    }

    private static int output(Pool2dShape s) {
        return s.batch() * s.channels() * s.outHeight() * s.outWidth();
    }

    @Override
    public String toString() {
        return problem() + " " + pass;
    }
}
