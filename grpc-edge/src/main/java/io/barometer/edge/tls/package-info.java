/** TLS at the gRPC servers and between the services, from files that may change. */
@NullMarked
package io.barometer.edge.tls;

import org.jspecify.annotations.NullMarked;
