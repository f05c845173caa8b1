/*
 * Time of one Ed25519 verification of a message of 64 bytes, by the OpenSSL and the libsodium of this
 * machine. Both are loaded when this program runs and described here by hand, so that it builds without
 * their headers.
 *
 *   ./benchmarks/native/run
 */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { SEED = 32, KEY = 32, SIGNATURE = 64, MESSAGE = 64, ROUNDS = 10, CALLS = 2000 };

/* The number of EVP_PKEY_ED25519 in openssl/obj_mac.h, the same in all versions. */
enum { NID_ED25519 = 1087 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* The shortest of some rounds, in microseconds of processor time; a failure ends the program's claim. */
static void report(const char *name, int (*verify)(void *), void *context) {
  double best = 1e9;
  for (int round = 0; round < ROUNDS; round++) {
    double begin = seconds();
    for (int i = 0; i < CALLS; i++) {
      if (!verify(context)) {
        printf("%s: refused an honest signature\n", name);
        return;
      }
    }
    double each = (seconds() - begin) / CALLS;
    best = each < best ? each : best;
  }
  printf("%s: %.1f us\n", name, best * 1e6);
}

static unsigned char message[MESSAGE];

/* ---- OpenSSL: EVP_DigestVerify, with the context made anew, as its documentation says ---- */

struct openssl {
  void *key;
  void *(*context_new)(void);
  void (*context_free)(void *);
  int (*verify_init)(void *, void **, const void *, void *, void *);
  int (*verify)(void *, const unsigned char *, size_t, const unsigned char *, size_t);
  unsigned char signature[SIGNATURE];
};

static int openssl_verify(void *argument) {
  struct openssl *o = argument;
  void *context = o->context_new();
  int valid = o->verify_init(context, NULL, NULL, NULL, o->key) == 1
      && o->verify(context, o->signature, SIGNATURE, message, MESSAGE) == 1;
  o->context_free(context);
  return valid;
}

static void openssl(void) {
  void *library = dlopen("libcrypto.so.3", RTLD_NOW);
  if (!library) {
    printf("OpenSSL 3: not there\n");
    return;
  }
  struct openssl o;
  unsigned char seed[SEED] = {1};
  size_t length = SIGNATURE;
  void *(*key_new)(int, void *, const unsigned char *, size_t);
  int (*sign_init)(void *, void **, const void *, void *, void *);
  int (*sign)(void *, unsigned char *, size_t *, const unsigned char *, size_t);
  *(void **) &key_new = dlsym(library, "EVP_PKEY_new_raw_private_key");
  *(void **) &sign_init = dlsym(library, "EVP_DigestSignInit");
  *(void **) &sign = dlsym(library, "EVP_DigestSign");
  *(void **) &o.context_new = dlsym(library, "EVP_MD_CTX_new");
  *(void **) &o.context_free = dlsym(library, "EVP_MD_CTX_free");
  *(void **) &o.verify_init = dlsym(library, "EVP_DigestVerifyInit");
  *(void **) &o.verify = dlsym(library, "EVP_DigestVerify");
  o.key = key_new(NID_ED25519, NULL, seed, SEED);
  void *context = o.context_new();
  if (sign_init(context, NULL, NULL, NULL, o.key) == 1
      && sign(context, o.signature, &length, message, MESSAGE) == 1) {
    report("OpenSSL 3", openssl_verify, &o);
  }
  o.context_free(context);
}

/* ---- libsodium: crypto_sign_verify_detached ---- */

struct sodium {
  int (*verify)(const unsigned char *, const unsigned char *, unsigned long long, const unsigned char *);
  unsigned char key[KEY];
  unsigned char signature[SIGNATURE];
};

static int sodium_verify(void *argument) {
  struct sodium *s = argument;
  return s->verify(s->signature, message, MESSAGE, s->key) == 0;
}

static void sodium(void) {
  void *library = dlopen("libsodium.so.23", RTLD_NOW);
  if (!library) {
    library = dlopen("libsodium.so.26", RTLD_NOW);
  }
  if (!library) {
    printf("libsodium: not there\n");
    return;
  }
  struct sodium s;
  unsigned char secret[2 * SEED];
  unsigned char seed[SEED] = {1};
  int (*init)(void);
  int (*keypair)(unsigned char *, unsigned char *, const unsigned char *);
  int (*sign)(unsigned char *, unsigned long long *, const unsigned char *, unsigned long long,
      const unsigned char *);
  *(void **) &init = dlsym(library, "sodium_init");
  *(void **) &keypair = dlsym(library, "crypto_sign_seed_keypair");
  *(void **) &sign = dlsym(library, "crypto_sign_detached");
  *(void **) &s.verify = dlsym(library, "crypto_sign_verify_detached");
  if (init() >= 0 && keypair(s.key, secret, seed) == 0
      && sign(s.signature, NULL, message, MESSAGE, secret) == 0) {
    report("libsodium", sodium_verify, &s);
  }
}

int main(void) {
  openssl();
  sodium();
  return 0;
}
