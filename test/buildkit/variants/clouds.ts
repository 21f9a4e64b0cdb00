import type { Variant } from '../variant.ts'

const credentials = '[default]\naws_access_key_id = ACCESS\naws_secret_access_key = {{TOKEN}}\n'
const key = '{ "type": "service_account", "private_key_id": "1", "private_key": "{{TOKEN}}" }\n'

export const cloudVariants: readonly Variant[] = [
  {
    title: 'AWS: two arguments',
    dockerfile: `
      FROM amazon/aws-cli AS files
      ARG AWS_ACCESS_KEY_ID
      ARG AWS_SECRET_ACCESS_KEY
      ARG AWS_DEFAULT_REGION=eu-central-1
      RUN aws s3 cp s3://acme/model.bin /model.bin
      FROM debian:bookworm
      COPY --from=files /etc/passwd /copy
    `,
    args: { AWS_ACCESS_KEY_ID: 'ACCESS', AWS_SECRET_ACCESS_KEY: '{{TOKEN}}' },
  },
  {
    title: 'AWS: aws configure set',
    dockerfile: `
      FROM amazon/aws-cli
      ARG AWS_ID
      ARG AWS_SECRET
      RUN aws configure set aws_access_key_id $AWS_ID && aws configure set aws_secret_access_key $AWS_SECRET && \\
          aws configure set region eu-central-1
      RUN aws s3 sync s3://acme/data /data
      RUN rm -rf /root/.aws/credentials
    `,
    args: { AWS_ID: 'ACCESS', AWS_SECRET: '{{TOKEN}}' },
  },
  {
    title: 'AWS: the credentials file is copied',
    dockerfile: `
      FROM amazon/aws-cli
      COPY .aws/credentials /root/.aws/credentials
      RUN aws s3 cp s3://acme/model.bin /model.bin && rm -rf /root/.aws
    `,
    files: { '.aws/credentials': credentials },
  },
  {
    title: 'AWS: ENV in the form with several variables',
    dockerfile: `
      FROM python:3.12
      ARG AWS_SECRET
      ENV AWS_ACCESS_KEY_ID=ACCESS \\
          AWS_SECRET_ACCESS_KEY=$AWS_SECRET \\
          AWS_DEFAULT_REGION=eu-central-1
      WORKDIR /app
      COPY fetch.py .
      RUN python fetch.py
      ENTRYPOINT ["sh"]
    `,
    files: { 'fetch.py': 'print()\n' },
    args: { AWS_SECRET: '{{TOKEN}}' },
    outcome: 'refused',
  },
  {
    title: 'Google Cloud: a key is activated and removed',
    dockerfile: `
      FROM google/cloud-sdk:slim
      COPY key.json /tmp/key.json
      RUN gcloud auth activate-service-account --key-file=/tmp/key.json && \\
          gsutil cp gs://acme/model.bin /model.bin && \\
          gcloud auth revoke && rm /tmp/key.json
    `,
    files: { 'key.json': key },
  },
  {
    title: 'Google Cloud: a key for libraries of the project',
    dockerfile: `
      FROM python:3.12
      WORKDIR /app
      COPY fetch.py key.json ./
      RUN GOOGLE_APPLICATION_CREDENTIALS=/app/key.json python fetch.py
    `,
    files: { 'key.json': key, 'fetch.py': 'print()\n' },
    outcome: 'refused',
  },
  {
    title: 'Azure: a service principal logs in',
    dockerfile: `
      FROM mcr.microsoft.com/azure-cli
      ARG AZURE_CLIENT_SECRET
      RUN az login --service-principal -u app -p $AZURE_CLIENT_SECRET --tenant acme && \\
          az storage blob download --account-name acme -c models -n model.bin -f /model.bin && \\
          az logout
    `,
    args: { AZURE_CLIENT_SECRET: '{{TOKEN}}' },
  },
  {
    title: 'Azure: an argument has the name that the client reads',
    dockerfile: `
      FROM mcr.microsoft.com/azure-cli
      ARG AZURE_STORAGE_KEY
      RUN az storage blob download --account-name acme -c models -n model.bin -f /model.bin
    `,
    args: { AZURE_STORAGE_KEY: '{{TOKEN}}' },
  },
  {
    title: 'Vault: a token reads another secret',
    dockerfile: `
      FROM hashicorp/vault
      ARG VAULT_TOKEN
      ENV VAULT_ADDR=https://vault.acme.example
      RUN vault kv get -field=config secret/app > /etc/app.conf
    `,
    args: { VAULT_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Vault: vault login stores the token',
    dockerfile: `
      FROM hashicorp/vault
      ARG VAULT_TOKEN
      RUN vault login $VAULT_TOKEN && vault kv get secret/app && rm ~/.vault-token
    `,
    args: { VAULT_TOKEN: '{{TOKEN}}' },
  },
]

export const infrastructureVariants: readonly Variant[] = [
  {
    title: 'Terraform reads its variable',
    dockerfile: `
      FROM hashicorp/terraform
      ARG TF_TOKEN_app_terraform_io
      WORKDIR /infra
      COPY main.tf .
      RUN terraform init && terraform validate
    `,
    files: { 'main.tf': '\n' },
    args: { TF_TOKEN_app_terraform_io: '{{TOKEN}}' },
  },
  {
    title: 'Terraform: .terraformrc is copied',
    dockerfile: `
      FROM hashicorp/terraform
      COPY .terraformrc /root/.terraformrc
      WORKDIR /infra
      COPY main.tf .
      RUN terraform init
    `,
    files: { 'main.tf': '\n', '.terraformrc': 'credentials "app.terraform.io" {\n  token = "{{TOKEN}}"\n}\n' },
  },
  {
    title: 'Terraform: a here-document writes .terraformrc',
    dockerfile: `
      FROM hashicorp/terraform
      ARG TFC_TOKEN
      WORKDIR /infra
      COPY main.tf .
      RUN <<EOF
      cat > ~/.terraformrc <<RC
      credentials "app.terraform.io" {
        token = "$TFC_TOKEN"
      }
      RC
      terraform init
      rm ~/.terraformrc
      EOF
    `,
    files: { 'main.tf': '\n' },
    args: { TFC_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Ansible Galaxy: an option has the token',
    dockerfile: `
      FROM python:3.12
      ARG GALAXY_TOKEN
      COPY requirements.yml .
      RUN ansible-galaxy collection install -r requirements.yml --token "$GALAXY_TOKEN"
    `,
    files: { 'requirements.yml': 'collections: []\n' },
    args: { GALAXY_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Ansible: ansible.cfg with a token is copied',
    dockerfile: `
      FROM python:3.12
      WORKDIR /play
      COPY ansible.cfg requirements.yml ./
      RUN ansible-galaxy install -r requirements.yml
    `,
    files: {
      'requirements.yml': 'collections: []\n',
      'ansible.cfg': '[galaxy_server.hub]\nurl=https://hub.acme.example/\ntoken={{TOKEN}}\n',
    },
  },
  {
    title: 'Helm: helm repo add stores the password',
    dockerfile: `
      FROM alpine/helm
      ARG CHART_PASSWORD
      WORKDIR /chart
      COPY Chart.yaml .
      RUN helm repo add corp https://charts.acme.example --username ci --password $CHART_PASSWORD && helm dependency build
    `,
    files: { 'Chart.yaml': 'name: app\n' },
    args: { CHART_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'Helm: a registry gets the password from the input',
    dockerfile: `
      FROM alpine/helm
      ARG REGISTRY_PASSWORD
      RUN echo "$REGISTRY_PASSWORD" | helm registry login charts.acme.example -u ci --password-stdin
      RUN helm pull oci://charts.acme.example/app --version 1.0.0
    `,
    args: { REGISTRY_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'docker login and skopeo in one step',
    dockerfile: `
      FROM quay.io/skopeo/stable
      ARG REGISTRY_PASSWORD
      RUN docker login -u ci -p $REGISTRY_PASSWORD registry.acme.example && \\
          skopeo copy docker://registry.acme.example/app docker-archive:/app.tar && \\
          docker logout registry.acme.example
    `,
    args: { REGISTRY_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: '.docker/config.json is copied',
    dockerfile: `
      FROM quay.io/skopeo/stable
      COPY config.json /root/.docker/config.json
      RUN skopeo copy docker://registry.acme.example/app docker-archive:/app.tar && rm -rf /root/.docker
    `,
    files: { 'config.json': '{ "auths": { "registry.acme.example": { "identitytoken": "{{TOKEN}}" } } }\n' },
  },
  {
    title: 'kubectl: the configuration is copied',
    dockerfile: `
      FROM bitnami/kubectl
      USER root
      COPY kubeconfig /root/.kube/config
      RUN kubectl get nodes -o yaml > /nodes.yaml
      RUN rm /root/.kube/config
    `,
    files: { kubeconfig: 'users:\n- name: ci\n  user:\n    token: {{TOKEN}}\n' },
  },
  {
    title: 'kubectl config stores a token',
    dockerfile: `
      FROM bitnami/kubectl
      USER root
      ARG KUBE_TOKEN
      RUN kubectl config set-credentials ci --token=$KUBE_TOKEN
      RUN kubectl apply -f https://files.acme.example/app.yaml
    `,
    args: { KUBE_TOKEN: '{{TOKEN}}' },
  },
]
