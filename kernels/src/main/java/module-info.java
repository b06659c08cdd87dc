/** Neural-network compute kernels in pure Java on the Vector API. */
module io.github.lanewise.kernels {
    requires static jdk.incubator.vector;
}
