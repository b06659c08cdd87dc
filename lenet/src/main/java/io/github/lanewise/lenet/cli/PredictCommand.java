package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Predictor;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.data.DataException;
import io.github.lanewise.lenet.data.PictureReader;
import io.github.lanewise.lenet.data.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet predict}: what pictures show. */
@Command(name = "predict", mixinStandardHelpOptions = true, sortOptions = false, description = "Tells what pictures show: how likely each class is and, on a terminal with colours, what the model sees.", footer = {
        "", "Examples:", "  lenet predict --weights run/weights.safetensors seven.png",
        "  lenet predict --weights run/weights.safetensors --prepare resize *.png",
        "  lenet predict --weights run/weights.safetensors --json *.png"})
final class PredictCommand implements Callable<Integer> {
    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "Weights that lenet train --out wrote; they know their model and its classes.")
    private Path weights;

    @Option(names = "--prepare", paramLabel = "P", description = "How pictures become 28x28: ${COMPLETION-CANDIDATES}. mnist, for models of digits: inverted if dark on light, cropped, scaled so that the longer side has 20 pixels, centred by mass. fashion, for models of Fashion-MNIST: inverted if dark on light, cropped, scaled to 28 pixels, centred. resize, for all other models: the whole picture scaled, black as background (default: as the classes of the weights want it).")
    private Preparation preparation;

    @picocli.CommandLine.Parameters(paramLabel = "IMAGE", arity = "1..*", description = "PNG or JPEG files of any size.")
    private List<Path> images;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    /** All files are read before anything is printed. */
    @Override
    public Integer call() throws IOException {
        Parameters parameters = Safetensors.read(weights);
        Preparation wanted = preparation == null ? Preparation.of(parameters.classNames()) : preparation;
        List<byte[]> prepared = new ArrayList<>();
        for (Path image : images) {
            prepared.add(prepare(image, wanted));
        }
        Predictor predictor = new Predictor(parameters);
        PredictionOutput output = new PredictionOutput(spec.commandLine().getOut(), parameters.classNames());
        for (int i = 0; i < prepared.size(); i++) {
            double[] probabilities = predictor.probabilities(prepared.get(i));
            if (json.asked()) {
                output.json(images.get(i), probabilities);
            } else {
                output.prediction(images.get(i), prepared.get(i), probabilities);
            }
        }
        return 0;
    }

    private static byte[] prepare(Path image, Preparation preparation) throws DataException {
        try {
            return preparation.apply(PictureReader.read(image));
        } catch (IllegalArgumentException e) {
            throw new DataException(image.toString(), "", e.getMessage(), e);
        }
    }
}
