package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.proto.error.v1.ErrorReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTokensTest {

  private final PageTokens tokens = new PageTokens(Optional.of("a service key"));
  private final byte[] cursor = {1, 2, 3};

  @Test
  void a_token_opens_for_its_own_query_on_every_replica() {
    String token = tokens.sign("acme|scores", cursor);
    assertThat(new PageTokens(Optional.of("a service key")).open("acme|scores", token))
        .containsExactly(1, 2, 3);
  }

  @Test
  void a_token_of_another_tenant_is_refused() {
    refuses("globex|scores", tokens.sign("acme|scores", cursor));
  }

  @Test
  void a_token_signed_with_another_key_is_refused() {
    refuses("acme|scores", new PageTokens(Optional.empty()).sign("acme|scores", cursor));
  }

  @Test
  void garbage_is_refused() {
    refuses("acme|scores", "AAAA");
    refuses("acme|scores", "not base64 !");
    refuses("acme|scores", "");
  }

  private void refuses(String query, String token) {
    assertThatThrownBy(() -> tokens.open(query, token))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> assertThat(r.reason()).isEqualTo(ErrorReason.ERROR_REASON_PAGE_TOKEN));
  }
}
