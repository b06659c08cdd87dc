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
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A file as PyTorch's save_file writes it: tensors by name, no model. */
    private Path foreign(Parameters parameters, String type, Map<String, String> replaced) throws IOException {
        StringBuilder json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        ByteBuffer values = ByteBuffer.allocate(4 * parameters.values().length).order(ByteOrder.LITTLE_ENDIAN);
        for (Parameters.Tensor tensor : parameters.tensors().stream()
                .sorted(Comparator.comparing(Parameters.Tensor::name)).toList()) {
            int begin = values.position();
            for (int i = 0; i < tensor.length(); i++) {
                values.putFloat(parameters.values()[tensor.offset() + i]);
            }
            json.append(
                    ",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(tensor.name(), type,
                            tensor.shape(), begin, values.position()));
        }
        String header = json.append("}").toString();
        for (Map.Entry<String, String> change : replaced.entrySet()) {
            assertTrue(header.contains(change.getKey()), header);
            header = header.replace(change.getKey(), change.getValue());
        }
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + values.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(folder.resolve("foreign.safetensors"),
                file.putLong(text.length).put(text).put(values.array()).array());
    }

    @Test
    void takesThoseOfPyTorch() throws IOException {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 9);
        Path file = foreign(parameters, "F32", Map.of());
        assertArrayEquals(parameters.values(), Safetensors.read(file, Model.LENET5_RELU, 28).values());
        String refusal = assertThrows(IOException.class, () -> Safetensors.read(file)).getMessage();
        assertTrue(
                refusal.endsWith("it does not say its model, as those of other programs do; lenet import takes them"),
                refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"F32|F64|conv1.weight is F64, [6, 1, 5, 5], bytes ",
            "[6, 1, 5, 5]|[6, 1, 25]|conv1.weight is F32, [6, 1, 25], bytes ",
            "conv1.bias|conv1.b|conv1.bias is null; expected F32, [6]",
            "[0,24]|[24,48]|conv1.bias is F32, [6], bytes 24 to 48; expected",
            "[0,24]|[0,20]|conv1.bias is F32, [6], bytes 0 to 20; expected F32, [6], in 24 bytes of its own",
            "[0,24]|[24,0]|where it begins and ends", "[0,24]|[0]|where it begins and ends",
            "\"dtype\":\"F32\",\"shape\":[6],|\"shape\":[6],|a tensor is null, [6], [0, 24]",
            "conv1.weight|conv1.bias|Duplicate field", "\"pt\"|7|VALUE_NUMBER_INT where VALUE_STRING should stand",
            "[0,24]|[0,24e9]|END_ARRAY"})
    void refusesWhatIsNotTheModels(String part, String replacement, String named) throws IOException {
        Path file = foreign(Parameters.initial(Model.LENET5_RELU, 28, 9), "F32", Map.of(part, replacement));
        String refusal = assertThrows(IOException.class, () -> Safetensors.read(file, Model.LENET5_RELU, 28))
                .getMessage();
        assertTrue(refusal.contains("foreign.safetensors") && refusal.contains(named), refusal);
    }

    @Test
    void aMissingFolderIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(nowhere.toString(), assertThrows(NoSuchFileException.class,
                () -> Safetensors.write(Parameters.initial(Model.LENET5_RELU, 28, 7), nowhere.resolve("file")))
                .getFile());
    }

    /** The third layer of 1998 has 60 kernels; in the file, among all 16 × 6 channels. Its first output sees the first three. */
    @Test
    void channelsThatAreNotConnectedHaveZeros() throws IOException {
        Parameters parameters = Parameters.initial(Model.LENET5_1998, 32, 7);
        Path file = written(Model.LENET5_1998, 32);
        byte[] bytes = Files.readAllBytes(file);
        int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        String json = new String(bytes, 8, header, StandardCharsets.UTF_8);
        int begin = 4 * (156 + 12);
        assertTrue(
                json.contains("\"c3.weight\":{\"dtype\":\"F32\",\"shape\":[16,6,5,5],\"data_offsets\":[" + begin + ","
                        + (begin + 4 * 16 * 6 * 25) + "]}"),
                json);
        ByteBuffer values = ByteBuffer.wrap(bytes, 8 + header + begin, 4 * 16 * 6 * 25).slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        int trained = parameters.tensor("c3.weight").offset();
        for (int i = 0; i < 6 * 25; i++) {
            assertEquals(i < 75 ? parameters.values()[trained + i] : 0, values.getFloat(4 * i), "element " + i);
        }
        assertArrayEquals(parameters.values(), Safetensors.read(file, Model.LENET5_1998, 32).values());
        bytes[8 + header + begin + 4 * 80] = 1;
        Files.write(file, bytes);
        String refusal = assertThrows(IOException.class, () -> Safetensors.read(file, Model.LENET5_1998, 32))
                .getMessage();
        assertTrue(refusal.contains("element 80 of c3.weight is 1.4E-45; expected 0"), refusal);
    }
}
