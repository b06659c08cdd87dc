package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real MNIST and Fashion-MNIST where they lie beside the project; without them a test is skipped and says so. */
public final class SharedData {
    private SharedData() {}

    public static Dataset open(String name) throws IOException {
        Path folder = Path.of(System.getProperty("lanewise.shared", "../shared")).resolve("data").resolve(name);
        if (!Files.isDirectory(folder)) {
            System.out.println("NOT RUN: there is no folder " + folder);
            assertFalse(Boolean.getBoolean("lanewise.shared.required"), "missing, though required: " + folder);
            Assumptions.abort("no " + folder);
        }
        return Datasets.open(folder.toString(), DatasetOptions.defaults());
    }
}
