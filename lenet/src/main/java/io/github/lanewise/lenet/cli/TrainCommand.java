package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Checkpoints;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Recipe;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.WholeFile;
import io.github.lanewise.lenet.data.Augmentation;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.report.Fact;
import io.github.lanewise.lenet.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet train}: the main job. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false, description = "Trains a model and prints its accuracy on the test images.", footer = {
        "", "Examples:", "  lenet train",
        "  lenet train --data fashion-mnist --epochs 10 --out run",
        "  lenet train --data DIR --model lenet5-sigmoid", "  lenet train --resume run",
        "  lenet train --data mnist --json > run.jsonl"})
final class TrainCommand implements Callable<Integer> {
    private static final int STOPPED = 130;

    @Mixin
    private DataOption data;

    @Mixin
    private ModelOption model;

    @Option(names = "--recipe", paramLabel = "R", description = "Model and settings that go together, of which other options change what they name: ${COMPLETION-CANDIDATES}, the highest accuracy of at most 110,000 parameters (lenet-wide, one-cycle, images moved and bent, labels smooth).")
    private Recipe recipe;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images (default: the model's, see the README).")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images of a step (default: the model's).")
    private Integer batch;

    @Mixin
    private OptimizerOption optimizer;

    @Mixin
    private ScheduleOption schedule;

    @Option(names = "--label-smoothing", paramLabel = "X", description = "Share of a label that goes to all classes alike, 0 to below 1 (default: 0).")
    private Float labelSmoothing;

    @Option(names = "--augment", paramLabel = "A", converter = AugmentationOption.class, description = "How training images are varied, anew in each epoch: none, shift[=PIXELS] (at most so many each way; 2), "
            + "elastic[=ALPHA] (bent like another hand's writing, strength 0 to 100; 34) or both with a comma, as in shift=1,elastic=20 (default: none).")
    private Augmentation augmentation;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of weights, shuffling and augmentation (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--validation-split", paramLabel = "X", description = "Share of the training images, the last ones, to validate on after each epoch instead of training on them, 0 to below 1 (default: 0; the test images are shown instead).")
    private Double validationSplit;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--patience", paramLabel = "N", description = "Ends the run when the validation loss was not lower than before in N epochs; needs a validation split (default: all epochs are trained).")
    private Integer patience;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for report.html, metrics.csv, weights.safetensors, checkpoints and, with a validation split, best.safetensors; made if it is not there.")
    private Path out;

    @Option(names = "--checkpoint-every", paramLabel = "SECONDS", defaultValue = "10", description = "How often a checkpoint is written within an epoch; 0 for each step (default: ${DEFAULT-VALUE}). At the end of each epoch there is one in any case.")
    private double checkpointSeconds;

    @Option(names = "--resume", paramLabel = "DIR", description = "Goes on with the run that left checkpoints there, with the options that it began with. It ends with the same bits as if it had never stopped.")
    private Path resume;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (resume != null) {
            return goOn();
        }
        if (out != null && Checkpoints.isUnfinished(out)) {
            throw new IllegalArgumentException(out + " holds a run that is not finished; go on with --resume " + out
                    + ", or give another --out");
        }
        return run(null);
    }

    /** The options are those of the run, and behind them what is given now. */
    private int goOn() throws IOException {
        if (out != null) {
            throw new ParameterException(spec.commandLine(),
                    "Option '--resume' goes on in its own folder; expected no --out");
        }
        Checkpoints.Found found = Checkpoints.last(resume);
        List<String> arguments = new ArrayList<>(found.checkpoint().arguments());
        arguments.addAll(GivenOptions.of(spec));
        TrainCommand command = GivenOptions.parse(spec, arguments).getCommand();
        command.out = resume;
        command.json = json;
        return command.run(found);
    }

    /** From the beginning where nothing was found. */
    private int run(Checkpoints.Found found) throws IOException {
        if (recipe != null && !spec.commandLine().getParseResult().hasMatchedOption("--model")) {
            model.model = recipe.model();
        }
        Settings settings = settings();
        if (out != null) {
            Files.createDirectories(out);
        }
        try (Interrupt interrupt = new Interrupt()) {
            return train(settings, found, interrupt);
        }
    }

    private int train(Settings settings, Checkpoints.Found found, Interrupt interrupt) throws IOException {
        TrainOutput output = output();
        Dataset dataset = data.open(threads.threads());
        Parameters parameters = Parameters.initial(model.model, model.inputSize(), seed);
        parameters.nameClasses(dataset.classNames());
        Trainer trainer = new Trainer(parameters, dataset, settings, seed, threads.parallel());
        output.header(dataset, parameters, settings, seed, threads.threads());
        output.validation(trainer);
        int waits = patience == null ? 0 : patience;
        RunFolder folder = folder(found, RunSettings.of(parameters, dataset, settings, seed, waits));
        EpochLoop loop = new EpochLoop(trainer, parameters, settings.epochs(), waits, folder, output, interrupt);
        if (found != null) {
            loop.resume(found.checkpoint());
            output.resumed(found);
        }
        loop.run();
        folder.saveMetrics(loop.history());
        folder.saveWeights(parameters);
        if (out != null) {
            output.saved(out, loop.best().epoch() != null, loop.finished()); // before what Ctrl-C may not wait for
        }
        Evaluation evaluation = trainer.evaluation();
        output.test(evaluation.result(), parameters.hash());
        if (loop.best().epoch() != null) {
            output.best(loop.best().epoch(), new Trainer(loop.best().weights(), dataset, settings, seed,
                    threads.parallel()).evaluate());
        }
        if (out != null) {
            report(parameters, dataset, settings, loop.history(), evaluation);
        }
        output.report(out);
        return interrupt.asked() ? STOPPED : 0;
    }

    private void report(Parameters parameters, Dataset dataset, Settings settings, List<EpochResult> history,
            Evaluation evaluation) throws IOException {
        List<Fact> facts = SettingsFacts.of(spec.commandLine().getParseResult().originalArgs(), parameters, settings,
                seed);
        WholeFile.write(out.resolve(RunFolder.REPORT), Report.html(new Report.Run(parameters, dataset, history, facts,
                evaluation, threads.threads())));
    }

    private TrainOutput output() {
        PrintWriter out = spec.commandLine().getOut();
        return json.asked() ? new TrainJson(out) : new TrainText(out);
    }

    private RunFolder folder(Checkpoints.Found found, Map<String, String> now) throws IOException {
        if (out == null) {
            return RunFolder.none();
        }
        Duration interval = Duration.ofNanos((long) (checkpointSeconds * 1e9));
        return found == null
                ? RunFolder.fresh(out, now, GivenOptions.of(spec), interval)
                : RunFolder.after(found, now, GivenOptions.of(spec), interval);
    }

    private Settings settings() {
        Settings usual = recipe == null ? model.model.defaults() : recipe.settings();
        Settings settings = optimizer.on(usual).withSchedule(schedule.schedule(usual.schedule()))
                .withEpochs(epochs == null ? usual.epochs() : epochs).withBatch(batch == null ? usual.batch() : batch)
                .withLabelSmoothing(labelSmoothing == null ? usual.labelSmoothing() : labelSmoothing)
                .withValidationSplit(validationSplit == null ? usual.validationSplit() : validationSplit)
                .withAugmentation(augmentation == null ? usual.augmentation() : augmentation);
        require(settings.epochs() >= 1, "--epochs", settings.epochs(), "at least 1");
        require(settings.batch() >= 1 && settings.batch() <= 65_536, "--batch", settings.batch(), "1 to 65536");
        float most = model.model == Model.LENET5_1998 ? 0 : Math.nextDown(1f);
        require(settings.labelSmoothing() >= 0 && settings.labelSmoothing() <= most, "--label-smoothing",
                settings.labelSmoothing(), "0 to below 1, and 0 for " + Model.LENET5_1998);
        require(settings.validationSplit() >= 0 && settings.validationSplit() < 1, "--validation-split",
                settings.validationSplit(), "0 to below 1");
        require(checkpointSeconds >= 0 && checkpointSeconds <= 1e6, "--checkpoint-every", checkpointSeconds,
                "0 to 1e6");
        require(patience == null || patience >= 1, "--patience", patience, "at least 1");
        require(patience == null || settings.validationSplit() > 0, "--patience", patience,
                "a --validation-split with it, because nothing may be chosen by the test images");
        return settings;
    }

    private void require(boolean fulfilled, String option, Object value, String expected) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + "; expected " + expected);
        }
    }
}
