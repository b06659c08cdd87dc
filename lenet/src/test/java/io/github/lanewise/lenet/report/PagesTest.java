package io.github.lanewise.lenet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a browser: on a phone and on a desktop, light and dark, of every model, trained, untrained and diverged. */
class PagesTest {
    private static final List<String> PANELS = List.of("curves", "confusion", "mistakes", "filters", "features",
            "summary", "settings", "machine", "hash");
    private static final Dataset DIGITS = SyntheticDigits.generate(1, 10, 200, 1);
    private static final Dataset CLOTHES = new Dataset("shop/summer", "clothes", true, DIGITS.rows(), DIGITS.columns(),
            DIGITS.trainImages(), DIGITS.trainLabels(), DIGITS.testImages(), DIGITS.testLabels(), Dataset.FASHION);

    @Test
    void everyPagePleasesABrowserAndTheBrokenOnesDoNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        Chromium chromium = new Chromium(folder);
        String report = report(Model.LENET5_RELU, epochs(7, 0.5), DIGITS);
        Views views = new Views();
        Map<String, String> expected = new LinkedHashMap<>();
        for (int width : new int[]{390, 1280}) {
            for (String scheme : List.of("light", "dark")) {
                views.add("report " + width + " " + scheme, report, PANELS, width, scheme);
                views.add("inspection " + width + " " + scheme, inspection(Model.LENET5_RELU),
                        List.of("features", "filters"), width, scheme);
            }
        }
        for (Model model : Model.values()) {
            views.add("untrained " + model, report(model, List.of(), CLOTHES), PANELS, 390, "dark");
            views.add("inspected " + model, inspection(model), List.of("features", "filters"), 390, "light");
        }
        views.add("diverged", report(Model.LENET5_SIGMOID, epochs(3, Double.NaN), DIGITS), PANELS, 390, "light");
        views.add("long", report(Model.LENET5_RELU, epochs(500, 1e6), DIGITS), PANELS, 390, "light");
        broken(report).forEach((complaint, page) -> views.add("broken: " + complaint, page, PANELS, 390, "light"));
        Map<String, List<String>> complaints = views.complaints(chromium);
        assertEquals(8 + 2 * Model.values().length + 2 + broken(report).size(), complaints.size(),
                complaints.toString());
        complaints.forEach((view, problems) -> {
            int pictures = Integer.parseInt(problems.getLast().replace("images ", ""));
            assertTrue(pictures > 50, view + " has " + pictures + " pictures");
            problems.removeLast();
            if (view.startsWith("broken: ")) {
                assertTrue(problems.stream().anyMatch(view.substring("broken: ".length())::equals),
                        view + ": " + problems.stream().limit(3).toList());
            } else {
                assertEquals(List.of(), problems, view);
            }
        });
    }

    /** What is wrong with a page, by the complaint that it must lead to. */
    private static Map<String, String> broken(String report) {
        return Map.of("error: Uncaught Error: no",
                report.replace("</main>", "<script>throw Error('no')</script></main>"),
                "no panel confusion", report.replace("id=\"confusion\"", ""),
                "width 2000 of 390",
                report.replace("<main>", "<main><div style=\"width: 2000px; margin-left: -12px\">-</div>"),
                "no picture: test image 0, class 5",
                report.replaceFirst("iVBORw0KGgo(?=[^\"]*\"[^\"]*\"112\")", "iVBORw0KGgp"),
                "not its own: http://localhost:1/a.png",
                report.replace("<main>", "<main><img src=\"http://localhost:1/a.png\">"));
    }

    private static List<EpochResult> epochs(int count, double loss) {
        return IntStream.rangeClosed(1, count).mapToObj(epoch -> new EpochResult(epoch,
                new Trainer.Result(60_000, loss / epoch, 1 - 0.5 / epoch, 1.5, true),
                new Trainer.Result(10_000, 2 * loss / epoch, 1 - 0.6 / epoch, 0.1, true))).toList();
    }

    private static String report(Model model, List<EpochResult> epochs, Dataset dataset) {
        Parameters parameters = Parameters.initial(model, model.inputSizes().getFirst(), 1);
        parameters.nameClasses(dataset.classNames());
        Evaluation evaluation = new Trainer(parameters, dataset, model.defaults(), 1, Parallel.serial()).evaluation();
        List<Fact> settings = List.of(new Fact("command",
                "lenet train --data <script>throw Error(1)</script>" + "/a/long/name".repeat(30)));
        return new String(Report.html(new Report.Run(parameters, dataset, epochs, settings, evaluation, 2)),
                StandardCharsets.UTF_8);
    }

    private static String inspection(Model model) {
        byte[] pixels = Arrays.copyOf(DIGITS.testImages(), DIGITS.rows() * DIGITS.columns());
        return new String(Inspection.html(Parameters.initial(model, model.inputSizes().getFirst(), 1), "test image 0",
                pixels, DIGITS.rows(),
                DIGITS.columns()), StandardCharsets.UTF_8);
    }
}
