package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path written(Model model, int inputSize) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(Parameters.initial(model, inputSize, 7), file);
        return file;
    }

    @Test
    void comesBack() throws IOException {
        Parameters parameters = Safetensors.read(written(Model.LENET5_SIGMOID, 32));
        assertEquals(Model.LENET5_SIGMOID, parameters.model());
        assertEquals(32, parameters.inputSize());
        assertArrayEquals(Parameters.initial(Model.LENET5_SIGMOID, 32, 7).values(), parameters.values());
    }

    /** The layout as the format demands it, read without our reader. */
    @Test
    void layout() throws IOException {
        byte[] file = Files.readAllBytes(written(Model.LENET5_RELU, 28));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong(0);
        assertEquals(0, header % 8);
        assertEquals(8 + header + 4 * 61_706, file.length);
        String json = new String(file, 8, header, StandardCharsets.UTF_8);
        assertTrue(json.contains("\"conv1.weight\":{\"dtype\":\"F32\",\"shape\":[6,1,5,5],\"data_offsets\":[0,600]}"),
                json);
        assertTrue(json.contains("\"fc3.bias\":{\"dtype\":\"F32\",\"shape\":[10],\"data_offsets\":[246784,246824]}"),
                json);
        assertEquals(Parameters.initial(Model.LENET5_RELU, 28, 7).values()[61_705], bytes.getFloat(file.length - 4));
    }

    @Test
    void replacesWholeAndLeavesNothingBeside() throws IOException {
        Path file = written(Model.LENET5_RELU, 28);
        Safetensors.write(Parameters.initial(Model.LENET5_RELU, 28, 8), file);
        assertEquals(Parameters.initial(Model.LENET5_RELU, 28, 8).hash(), Safetensors.read(file).hash());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    /** Any altered, cut or lengthened file is refused by name: no other exception, no weights. */
    @Test
    void refusesWhatIsAltered() throws IOException {
        byte[] good = Files.readAllBytes(written(Model.LENET5_RELU, 28));
        Path bad = folder.resolve("bad.safetensors");
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = good.clone();
            int place = random.nextInt(i % 2 == 0 ? 1200 : bytes.length); // half of them in the header
            switch (i % 3) {
                case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, place);
                default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
            }
            Files.write(bad, bytes);
            byte[] written = bytes;
            try {
                assertEquals(Safetensors.read(bad).hash(), Parameters.initial(Model.LENET5_RELU, 28, 7).hash(),
                        () -> "accepted other weights, byte " + place);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("bad.safetensors"), e::getMessage);
                continue;
            }
            assertTrue(Arrays.equals(good, 0, 8, written, 0, 8), "accepted another header length");
        }
    }

    @Test
    void refusesWhatIsHuge() throws IOException {
        Path file = folder.resolve("huge.safetensors");
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(1L << 30);
            channel.write(ByteBuffer.wrap(new byte[1]));
        }
        assertThrows(IOException.class, () -> Safetensors.read(file));
    }
}
