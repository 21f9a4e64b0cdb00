import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

describe('Hugging Face', () => {
  for (const login of ['huggingface-cli login', 'hf auth login']) {
    it(`keeps the token of ${login}`, () => {
      const token = '/root/.cache/huggingface/token'
      assert.deepEqual(storedBy(`${login} --token $TOKEN`), [token])
      assert.deepEqual(storedBy(`${login} --token=$TOKEN --add-to-git-credential`), [token])
    })

    it(`reads a variable instead of ${login}`, () =>
      assert.deepEqual(fixed(`${login} --token $TOKEN`, 'hf download org/model'), {
        runs: ['hf download org/model'],
        mounted: ['HF_TOKEN'],
      }))
  }

  it('keeps the token that Python gives to its library', () => {
    const code = (call: string) => `python -c "from huggingface_hub import login; ${call}"`
    assert.deepEqual(storedBy(code("login(token='$TOKEN')")), ['/root/.cache/huggingface/token'])
    assert.deepEqual(storedBy(code("login(os.environ['TOKEN'])")), ['/root/.cache/huggingface/token'])
    assert.deepEqual(storedBy(code('login(token=os.getenv(\\"TOKEN\\"))')), ['/root/.cache/huggingface/token'])
    assert.deepEqual(storedBy(code("login(os.environ['TOKEN_OF_SOMEBODY_ELSE'])")), [])
    assert.deepEqual(storedBy(code("snapshot_download('org/model', token=os.environ['TOKEN'])")), [])
    assert.deepEqual(storedBy(`python -c "print(len('$TOKEN'))"`), [])
    assert.deepEqual(fixed(code("login('$TOKEN')"), 'python download.py').runs, [
      `${code("login('$TOKEN')")} && python download.py && rm -f /root/.cache/huggingface/token /root/.cache/huggingface/stored_tokens`,
    ])
  })

  it('has no variable for git', () =>
    assert.match(
      fixed('hf auth login --token $TOKEN --add-to-git-credential && git clone https://huggingface.co/o/m').runs[0] ??
        '',
      /^hf auth login .* && git clone \S+ && rm -f .*\/root\/.git-credentials$/,
    ))

  it('keeps nothing when it downloads or logs out', () =>
    assert.deepEqual(
      storedBy(
        'hf download --token $TOKEN org/model',
        'hf auth logout',
        'hf auth login --token $TOKEN && hf auth logout',
      ),
      [],
    ))

  it('reads its variable where it downloads', () =>
    assert.deepEqual(readersOf('HF_TOKEN', 'apt-get update', 'huggingface-cli download org/model', 'hf env'), [
      'huggingface-cli download org/model',
    ]))

  it('has a file with the token alone', () => {
    assert.equal(copying('token', '/root/.cache/huggingface/token'), 'error')
    assert.equal(copying('token', '/app/'), undefined)
    assert.ok(holds('huggingface/token', `${SECRET}\n`))
    assert.ok(holds('huggingface/stored_tokens', `[ci]\nhf_token = ${SECRET}\n`))
    assert.ok(!holds('huggingface/token', '<TOKEN>\n'))
  })
})

describe('Weights & Biases', () => {
  it('keeps the key of wandb login', () => {
    assert.deepEqual(storedBy('wandb login $TOKEN'), ['/root/.netrc'])
    assert.deepEqual(storedBy('wandb login --relogin --host https://wandb.example $TOKEN'), ['/root/.netrc'])
    assert.deepEqual(storedBy('wandb offline', 'wandb status'), [])
  })

  it('reads a variable instead', () =>
    assert.deepEqual(fixed('wandb login $TOKEN', 'python train.py'), {
      runs: ['python train.py'],
      mounted: ['WANDB_API_KEY'],
    }))

  it('goes on with a server of its own', () =>
    assert.deepEqual(fixed('wandb login --host=https://wandb.example $TOKEN && wandb sync run').runs, [
      'WANDB_BASE_URL=https://wandb.example wandb sync run',
    ]))
})

describe('Kaggle', () => {
  it('has files for credentials, also in a home that is not empty', () => {
    assert.equal(copying('kaggle.json', '/root/.kaggle/'), 'error')
    assert.equal(copying('access_token', '/root/.kaggle/access_token'), 'error')
    assert.ok(holds('kaggle.json', `{"username":"ci","key":"${SECRET}"}`))
    assert.ok(!holds('kaggle.json', '{"username":"ci","key":"<KEY>"}'))
    assert.match(
      fixAll('FROM python:3.12\nCOPY kaggle.json /root/.kaggle/\nRUN kaggle datasets download o/d\n').text,
      /^RUN --mount=type=secret,id=kaggle_json,target=\/root\/.kaggle\/kaggle.json,required=true kaggle/m,
    )
  })

  it('reads its variables where it downloads', () =>
    assert.deepEqual(readersOf('KAGGLE_KEY', 'kaggle --version', 'kaggle competitions download -c titanic'), [
      'kaggle competitions download -c titanic',
    ]))
})

describe('services with language models', () => {
  it('have keys that the application needs when it runs', () => {
    for (const name of ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GEMINI_API_KEY'])
      assert.match(
        fixAll(`FROM python:3.12\nENV ${name}=${SECRET}\nRUN pip install .\n`).refused[0]?.reason ?? '',
        / is in the environment of the running container/,
      )
  })

  it('have settings that are no secret', () =>
    assert.deepEqual(
      fixAll('FROM alpine\nENV OPENAI_BASE_URL=https://llm.example/v1 OPENAI_ORG_ID=org-1\n').refused,
      [],
    ))
})
