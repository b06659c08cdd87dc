/** A thin LeNet trainer on the Lanewise kernels. */
@SuppressWarnings("requires-automatic") // protobuf and its classes for ONNX name their modules in their manifests alone
module io.github.lanewise.lenet {
    requires transitive io.github.lanewise.kernels;
    requires com.fasterxml.jackson.core;
    requires com.google.protobuf;
    requires info.picocli;
    requires java.net.http;
    requires me.tongfei.progressbar;
    requires org.tribuo.util.onnx;

    exports io.github.lanewise.lenet;
    exports io.github.lanewise.lenet.data;

    opens io.github.lanewise.lenet.cli to info.picocli;
}
