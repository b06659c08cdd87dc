package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Schedule;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.data.Dataset;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** What a run was told that changes its outcome, by name, as its checkpoints keep it. */
final class RunSettings {
    private RunSettings() {}

    /** The components of the settings are asked for by reflection, so that none is forgotten. */
    static Map<String, String> of(Parameters parameters, Dataset dataset, Settings settings, long seed, int patience) {
        Map<String, String> names = new TreeMap<>();
        for (RecordComponent component : Settings.class.getRecordComponents()) {
            try {
                names.put(component.getName(), String.valueOf(component.getAccessor().invoke(settings)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a public record lets everybody ask", e);
            }
        }
        if (!needsNumberOfSteps(settings.schedule())) {
            names.remove("epochs");
        }
        names.put("model", parameters.model().toString());
        names.put("input", String.valueOf(parameters.inputSize()));
        names.put("seed", String.valueOf(seed));
        names.put("patience", String.valueOf(patience));
        names.put("data", fingerprint(dataset));
        return names;
    }

    /** Where the schedule does not, a run may be made longer. */
    private static boolean needsNumberOfSteps(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant _,Schedule.Exponential _,Schedule.Step _ -> false;
            case Schedule.Cosine _,Schedule.OneCycle _ -> true;
        };
    }

    private static String fingerprint(Dataset dataset) {
        CRC32C sum = new CRC32C();
        for (byte[] part : List.of(dataset.trainImages(), dataset.trainLabels(), dataset.testImages(),
                dataset.testLabels())) {
            sum.update(part);
        }
        return String.format(Locale.ROOT, "%d + %d images with CRC-32C %08x", dataset.trainCount(), dataset.testCount(),
                sum.getValue());
    }

    /**
     * Compares the settings of a checkpoint with those of now.
     *
     * @throws IllegalArgumentException
     *             if they differ: the message says where
     */
    static void check(Map<String, String> saved, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(saved.keySet());
        names.addAll(now.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(saved.get(name), now.get(name))) {
                differences.add(name + " was " + saved.get(name) + " and is " + now.get(name));
            }
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("a run goes on with the settings that it began with alone: "
                    + String.join("; ", differences));
        }
    }
}
