package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet evaluate}: what saved weights make of the test images. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false, description = "Evaluates saved weights on the test images of a data set: loss, accuracy, precision and recall of each class, the confusion matrix, the worst mistakes.", footer = {
        "", "Examples:", "  lenet train --out run", "  lenet evaluate --weights run/weights.safetensors",
        "  lenet evaluate --weights run/weights.safetensors --data mnist --json"})
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--weights", paramLabel = "FILE", required = true, description = "Weights that lenet train --out wrote; they know their model.")
    private Path weights;

    @Mixin
    private DataOption data;

    @Option(names = "--mistakes", paramLabel = "N", defaultValue = "10", description = "How many of the mistakes to list, the most confident first (default: ${DEFAULT-VALUE}).")
    private int mistakes;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (mistakes < 0) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--mistakes': " + mistakes + "; expected at least 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Parameters parameters = Safetensors.read(weights);
        Dataset dataset = data.open(threads.threads());
        Trainer trainer = new Trainer(parameters, dataset, parameters.model().defaults(), 0, threads.parallel());
        Evaluation evaluation = trainer.evaluation();
        if (json.asked()) {
            EvaluationJson object = new EvaluationJson(evaluation, dataset.classNames());
            JsonOption.print(out, fields -> object.write(fields, parameters, dataset, mistakes));
        } else {
            print(out, parameters, dataset, evaluation);
        }
        return 0;
    }

    private void print(PrintWriter out, Parameters parameters, Dataset dataset, Evaluation evaluation) {
        out.println(parameters.model() + " on " + dataset.description());
        Trainer.Result result = evaluation.result();
        out.printf(Locale.ROOT, "test loss %.4f, test accuracy %.4f (%,d images, %,.0f images/s)%n", result.loss(),
                result.accuracy(), result.images(), result.imagesPerSecond());
        EvaluationTable table = new EvaluationTable(out, evaluation, dataset.classNames());
        out.println();
        table.classes();
        out.println();
        table.confusion();
        out.println();
        table.mistakes(mistakes);
        out.flush();
    }
}
