package io.github.lanewise.lenet.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.Evaluation.Mistake;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.data.Dataset;
import java.io.IOException;
import java.util.List;

/** What {@code lenet evaluate --json} prints. */
final class EvaluationJson {
    private final Evaluation evaluation;
    private final List<String> classNames;

    EvaluationJson(Evaluation evaluation, List<String> classNames) {
        this.evaluation = evaluation;
        this.classNames = classNames;
    }

    void write(JsonGenerator json, Parameters parameters, Dataset dataset, int mostMistakes) throws IOException {
        json.writeStringField("model", parameters.model().toString());
        json.writeStringField("data", dataset.description());
        json.writeNumberField("images", evaluation.result().images());
        JsonOption.number(json, "loss", evaluation.result().loss());
        JsonOption.number(json, "accuracy", evaluation.result().accuracy());
        JsonOption.number(json, "images_per_second", evaluation.result().imagesPerSecond());
        json.writeArrayFieldStart("classes");
        for (int c = 0; c < evaluation.classes(); c++) {
            writeClass(json, c);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("mistakes");
        for (Mistake mistake : evaluation.mistakes().subList(0,
                Math.min(mostMistakes, evaluation.mistakes().size()))) {
            write(json, mistake);
        }
        json.writeEndArray();
    }

    /** With its row of the confusion matrix. */
    private void writeClass(JsonGenerator json, int label) throws IOException {
        json.writeStartObject();
        json.writeStringField("class", classNames.get(label));
        json.writeNumberField("images", evaluation.images(label));
        JsonOption.number(json, "precision", evaluation.precision(label));
        JsonOption.number(json, "recall", evaluation.recall(label));
        json.writeArrayFieldStart("taken_for");
        for (int predicted = 0; predicted < evaluation.classes(); predicted++) {
            json.writeNumber(evaluation.count(label, predicted));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Mistake mistake) throws IOException {
        json.writeStartObject();
        json.writeNumberField("image", mistake.image());
        json.writeStringField("class", classNames.get(mistake.label()));
        json.writeStringField("taken_for", classNames.get(mistake.predicted()));
        JsonOption.number(json, "probability", mistake.probability());
        json.writeEndObject();
    }
}
