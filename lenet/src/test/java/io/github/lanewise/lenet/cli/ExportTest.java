package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Safetensors;
import io.github.lanewise.lenet.cli.Lenet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    Path folder;

    private final Parameters parameters = Parameters.initial(Model.LENET5_SIGMOID, 32, 4);

    private String weights() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(parameters, file);
        return file.toString();
    }

    @Test
    void onnx() throws IOException {
        Path out = folder.resolve("lenet.onnx");
        Outcome outcome = Lenet.run("export", "--weights", weights(), "--format", "onnx", "--out", out.toString());
        assertEquals(0, outcome.status(), outcome.error());
        assertEquals(out + ": lenet5-sigmoid, onnx, weights SHA-256 " + parameters.hash(), outcome.out().strip());
        assertEquals("lenet5-sigmoid", ModelProto.parseFrom(Files.readAllBytes(out)).getGraph().getName());
    }

    @Test
    void safetensorsAndBack() throws IOException {
        Path out = folder.resolve("lenet.safetensors");
        Path back = folder.resolve("back.safetensors");
        Outcome export = Lenet.run("export", "--weights", weights(), "--format", "safetensors", "--out",
                out.toString());
        assertEquals(0, export.status(), export.error());
        Outcome back32 = Lenet.run("import", "--weights", out.toString(), "--model", "lenet5-sigmoid", "--input", "32",
                "--out", back.toString());
        assertEquals(0, back32.status(), back32.error());
        Parameters read = Safetensors.read(back);
        assertEquals(Model.LENET5_SIGMOID, read.model());
        assertEquals(32, read.inputSize());
        assertArrayEquals(parameters.values(), read.values());
    }

    /** A failure says which file, and writes none. */
    @Test
    void failures() throws IOException {
        Path out = folder.resolve("out.onnx");
        Outcome missing = Lenet.run("export", "--weights", "nowhere.safetensors", "--format", "onnx", "--out",
                out.toString());
        assertEquals(1, missing.status());
        assertEquals("lenet export: there is no file or folder nowhere.safetensors", missing.error().strip());
        Outcome bad = Lenet.run("import", "--weights", Files.writeString(folder.resolve("bad"), "bad").toString(),
                "--out", out.toString());
        assertEquals(1, bad.status());
        assertTrue(bad.error().startsWith("lenet import: " + folder.resolve("bad") + " is not a weights file"),
                bad.error());
        assertFalse(Files.exists(out));
    }
}
