package org.beleg.internal.ed25519;
import static org.assertj.core.api.Assertions.assertThat;
import java.util.*;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
class TmpLaneTest {
  static List<Statement> statements(int n, int keys, Random r, int badOneIn) throws Exception {
    List<Statement> out=new ArrayList<>();
    for(int i=0;i<n;i++){ byte[] sk=new byte[32]; new Random(i%keys).nextBytes(sk); byte[] pk=new byte[32]; Ed25519.generatePublicKey(sk,0,pk,0);
      byte[] m=new byte[64]; r.nextBytes(m); byte[] s=new byte[64]; Ed25519.sign(sk,0,m,0,64,s,0);
      if(badOneIn>0 && r.nextInt(badOneIn)==0) { if (r.nextBoolean()) m[3]^=1; else s[r.nextInt(32)]^=1; }
      MessageDigest d=MessageDigest.getInstance("SHA-512"); d.update(s,0,32); d.update(pk); d.update(m);
      out.add(Statement.of(PublicPoint.decode(pk).orElseThrow(), s, d.digest())); }
    return out;
  }
  @Test void lockstepAndBuckets() throws Exception {
    Random r=new Random(5);
    for (Field f : List.of(FiveLimbs.FIELD, new LaneField())) {
      for (int n : new int[]{1,7,8,9,24,25,60,130}) for (int bad : new int[]{0,3,50}) {
        List<Statement> s=statements(n,5,r,bad);
        List<Outcome> want=s.stream().map(x->x.judge(true)).toList();
        assertThat(StatementBatch.judge(s,f)).as(f+" "+n+" "+bad).isEqualTo(want);
        System.out.println(f.lanes()+" "+n+" "+want.stream().filter(o->o==Outcome.HOLDS).count());
      }
    }
  }
}
