package io.github.lanewise.rivals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OrtException;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.DatasetOptions;
import io.github.lanewise.lenet.data.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What others make of what {@code lenet export} writes: DJL's PyTorch reads the weights, ONNX Runtime runs the model on the test
 * images of a data set. Ends with status 1 where either differs from ours.
 */
public final class ExportMain {
    private static final double LARGEST_DIFFERENCE = 1e-4;

    private ExportMain() {}

    /**
     * Runs.
     *
     * @param args the weights as safetensors, the same as ONNX, and a data set or its folder
     * @throws IOException if a file cannot be read
     * @throws OrtException if ONNX Runtime refuses the model
     */
    public static void main(String[] args) throws IOException, OrtException {
        if (args.length != 3) {
            System.err.println("usage: bench export WEIGHTS.safetensors MODEL.onnx DATA");
            System.exit(2);
        }
        Path weights = Path.of(args[0]);
        Parameters parameters = Safetensors.read(weights);
        Dataset data = Datasets.open(args[2], DatasetOptions.defaults());
        System.out.println(parameters.model() + " on " + data.description());
        boolean isSame = readsTheSame(weights, parameters);
        OnnxComparison comparison = OnnxComparison.run(parameters, Files.readAllBytes(Path.of(args[1])), data);
        System.out.printf(Locale.ROOT,
                "ONNX Runtime %s: the same class for %,d of %,d images (accuracy %.4f), logits within %.1e%n",
                comparison.version(), comparison.sameClass(), comparison.images(), comparison.accuracy(),
                comparison.largestDifference());
        boolean runsTheSame = comparison.sameClass() == comparison.images()
                && comparison.largestDifference() <= LARGEST_DIFFERENCE;
        System.exit(isSame && runsTheSame ? 0 : 1); // the libraries leave threads behind
    }

    /** Whether DJL finds the same tensors in the file; those of a partial convolution stand among zeros. */
    private static boolean readsTheSame(Path weights, Parameters parameters) throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDList arrays = NDList.decode(manager, Files.readAllBytes(weights));
            int same = 0;
            for (Parameters.Tensor tensor : parameters.tensors()) {
                NDArray array = arrays.get(tensor.name());
                same += array != null && isSame(array.toFloatArray(), parameters.values(), tensor) ? 1 : 0;
            }
            System.out.printf("PyTorch %s through DJL: %d tensors, %d of %d with our bits%n",
                    manager.getEngine().getVersion(), arrays.size(), same, parameters.tensors().size());
            return same == arrays.size() && same == parameters.tensors().size();
        }
    }

    private static boolean isSame(float[] found, float[] values, Parameters.Tensor tensor) {
        int next = tensor.offset();
        boolean isDense = found.length == tensor.length();
        for (float value : found) {
            boolean isNext = next < tensor.offset() + tensor.length()
                    && Float.floatToRawIntBits(value) == Float.floatToRawIntBits(values[next]);
            if (!isNext && (isDense || value != 0)) {
                return false;
            }
            next += isNext ? 1 : 0;
        }
        return next == tensor.offset() + tensor.length();
    }
}
