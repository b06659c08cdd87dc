package io.github.lanewise.lenet;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** An ONNX graph in the making: a chain of nodes, each of which takes what the one before made and constants. */
final class OnnxGraph {
    private static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    /** The name of what the last node made. */
    private String last;

    /** Begins with one input: a batch of images of this shape. */
    OnnxGraph(String name, String input, Shape image) {
        graph.setName(name).addInput(declaration(input, image.channels(), image.height(), image.width()));
        last = input;
    }

    /** Adds numbers for nodes to take, unless there are some of this name. */
    void constant(String name, List<Integer> sizes, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        constant(name, TensorProto.DataType.FLOAT, sizes, bytes);
    }

    /** Adds a list of one whole number. Returns its name. */
    String constant(String name, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        constant(name, TensorProto.DataType.INT64, List.of(1), bytes);
        return name;
    }

    private void constant(String name, TensorProto.DataType type, List<Integer> sizes, ByteBuffer bytes) {
        if (graph.getInitializerList().stream().noneMatch(tensor -> tensor.getName().equals(name))) {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber())
                    .setRawData(ByteString.copyFrom(bytes));
            sizes.forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
    }

    /** Adds a node that takes what the last one made, then these constants. */
    void node(String operator, List<String> constants, AttributeProto... attributes) {
        String output = operator + "_" + graph.getNodeCount();
        graph.addNode(NodeProto.newBuilder().setName(output).setOpType(operator).addInput(last)
                .addAllInput(constants).addOutput(output).addAllAttribute(Arrays.asList(attributes)));
        last = output;
    }

    /** Ends with one output: so many numbers for each image. */
    GraphProto end(String output, int length) {
        NodeProto.Builder node = graph.getNodeBuilder(graph.getNodeCount() - 1);
        node.setOutput(0, output);
        return graph.addOutput(declaration(output, length)).build();
    }

    private static ValueInfoProto declaration(String name, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam(BATCH);
        for (int size : sizes) {
            shape.addDimBuilder().setDimValue(size);
        }
        TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(type)).build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, int... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    static AttributeProto number(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }
}
