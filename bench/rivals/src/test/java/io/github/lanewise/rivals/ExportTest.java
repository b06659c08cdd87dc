package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Onnx;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.DatasetOptions;
import io.github.lanewise.lenet.data.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each model, trained for a moment, exported and run by others on all 10,000 test images of MNIST. */
class ExportTest {
    private static final Path MNIST = Path.of(System.getProperty("lanewise.shared"), "data", "mnist");
    private static final int TRAINING_IMAGES = 6_000;
    private static final int SEGMENTATION_FAULT = 128 + 11;

    @TempDir
    Path folder;

    private static Parameters trained(Model model) throws IOException {
        Dataset all = Datasets.open(MNIST.toString(), DatasetOptions.defaults());
        int pixels = all.rows() * all.columns();
        Dataset some = new Dataset(all.name(), all.description(), all.synthetic(), all.rows(), all.columns(),
                Arrays.copyOf(all.trainImages(), TRAINING_IMAGES * pixels),
                Arrays.copyOf(all.trainLabels(), TRAINING_IMAGES), all.testImages(), all.testLabels());
        Parameters parameters = Parameters.initial(model, model.inputSizes().getFirst(), 1);
        new Trainer(parameters, some, model.defaults(), 1, Parallel.serial()).epoch(_ -> true);
        return parameters;
    }

    @ParameterizedTest
    @EnumSource
    void othersComputeTheSame(Model model) throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(MNIST), "no " + MNIST);
        Parameters parameters = trained(model);
        Path weights = folder.resolve("weights.safetensors");
        Path onnx = folder.resolve("model.onnx");
        Safetensors.write(parameters, weights);
        Onnx.write(parameters, onnx);
        List<String> command = new ArrayList<>(Jvm.command(ExportMain.class));
        command.addAll(List.of(weights.toString(), onnx.toString(), MNIST.toString()));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String all = printed + Files.readString(log);
        assertTrue(printed.matches("(?s).*: (\\d+) tensors, \\1 of \\1 with our bits.*"), all);
        assumeFalse(status == SEGMENTATION_FAULT,
                "ONNX Runtime crashed, as below Surefire on some machines; run bench export");
        assertEquals(0, status, all);
        assertTrue(printed.contains("the same class for 10,000 of 10,000 images"), printed);
    }
}
