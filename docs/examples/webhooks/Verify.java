// java Verify.java SECRET < BODY, with WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE from the headers.
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Verify {
  static boolean verify(String secret, String id, String timestamp, String signatures, byte[] body) throws Exception {
    byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
    for (String each : signatures.split(" "))
      if (MessageDigest.isEqual(each.getBytes(StandardCharsets.UTF_8), expected))
        // Only a time that is signed is a number for certain.
        return Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) <= 300;
    return false;
  }

  public static void main(String[] arguments) throws Exception {
    byte[] body = System.in.readAllBytes();
    String id = System.getenv("WEBHOOK_ID");
    String timestamp = System.getenv("WEBHOOK_TIMESTAMP");
    String signatures = System.getenv("WEBHOOK_SIGNATURE");
    System.exit(verify(arguments[0], id, timestamp, signatures, body) ? 0 : 1);
  }
}
