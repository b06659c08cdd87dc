package io.github.lanewise.rivals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ONNX model of a chain of nodes, and its protobuf bytes: the few fields of onnx.proto that it needs, written by hand. */
final class OnnxModel {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 19;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    /** A tensor with its values. */
    record Value(float[] values, long... sizes) {}

    /** An operator, what goes into it by name, and its attributes. */
    private record Node(String operator, List<String> inputs, Map<String, long[]> attributes) {
        Node(String operator) {
            this(operator, new ArrayList<>(), new LinkedHashMap<>());
        }
    }

    private final String resultName;
    private final long[] result;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Value> inputs = new LinkedHashMap<>();
    private final Map<String, Value> constants = new LinkedHashMap<>();
    private String wholeOutput;

    /** A model whose last node's output has this name and these sizes. */
    OnnxModel(String resultName, long... result) {
        this.resultName = resultName;
        this.result = result;
    }

    /** Adds what the first node takes first, given at each run. */
    OnnxModel given(String name, float[] values, long... sizes) {
        inputs.put(name, new Value(values, sizes));
        return this;
    }

    /** Adds a node. Its first input is the output of the one before; the first node's, what was given. */
    OnnxModel node(String operator) {
        Node node = new Node(operator);
        node.inputs.addAll(nodes.isEmpty() ? inputs.keySet() : Set.of(between(nodes.size() - 1)));
        nodes.add(node);
        return this;
    }

    /** Adds the last node's next input, given at each run. */
    OnnxModel input(String name, float[] values, long... sizes) {
        inputs.put(name, new Value(values, sizes));
        nodes.getLast().inputs.add(name);
        return this;
    }

    /** Adds the last node's next input, part of the model. */
    OnnxModel constant(String name, float[] values, long... sizes) {
        constants.put(name, new Value(values, sizes));
        nodes.getLast().inputs.add(name);
        return this;
    }

    /** Adds an attribute of the last node: a number, or several. */
    OnnxModel attribute(String name, long... values) {
        nodes.getLast().attributes.put(name, values);
        return this;
    }

    /** Adds a second output of the last node, of whole numbers and of the size of the first. */
    OnnxModel wholeOutput(String name) {
        wholeOutput = name;
        return this;
    }

    Map<String, Value> inputs() {
        return inputs;
    }

    long[] result() {
        return result;
    }

    /** The model as ONNX Runtime reads it. */
    byte[] bytes() {
        Message graph = new Message();
        for (int i = 0; i < nodes.size(); i++) {
            graph.message(1, written(i));
        }
        graph.text(2, "chain");
        constants.forEach((name, value) -> graph.message(5, initializer(name, value)));
        inputs.forEach((name, value) -> graph.message(11, declaration(name, FLOAT, value.sizes())));
        graph.message(12, declaration(resultName, FLOAT, result));
        if (wholeOutput != null) {
            graph.message(12, declaration(wholeOutput, INT64, result));
        }
        return new Message().number(1, IR_VERSION).message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATOR_SET)).bytes();
    }

    private static String between(int node) {
        return "between" + node;
    }

    private Message written(int number) {
        Node node = nodes.get(number);
        boolean isLast = number == nodes.size() - 1;
        Message message = new Message();
        node.inputs.forEach(name -> message.text(1, name));
        message.text(2, isLast ? resultName : between(number));
        if (isLast && wholeOutput != null) {
            message.text(2, wholeOutput);
        }
        message.text(4, node.operator);
        node.attributes.forEach((name, values) -> message.message(5, written(name, values)));
        return message;
    }

    private static Message written(String name, long[] values) {
        Message attribute = new Message().text(1, name);
        if (values.length == 1) {
            return attribute.number(3, values[0]).number(20, ATTRIBUTE_INT);
        }
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    private static Message initializer(String name, Value value) {
        Message tensor = new Message();
        for (long size : value.sizes()) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(value.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(value.values());
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static Message declaration(String name, int type, long[] sizes) {
        Message shape = new Message();
        for (long size : sizes) {
            shape.message(1, new Message().number(1, size));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A protobuf message in the making. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH_DELIMITED = 2;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
