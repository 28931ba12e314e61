// Everything that Unknot needs in Azure: the bot with a managed identity instead of a secret, its Teams channel, a
// container app that runs it, and a PostgreSQL database. With `webChat=true` a Direct Line channel, too, and the page.
//
//   az group create -n unknot -l westeurope
//   az deployment group create -g unknot -f infra/main.bicep -p image=ghcr.io/you/unknot:1.0.0 databasePassword=… linkSecret=…
//
// The image has to be one that anybody may pull; for a registry of your own, let the identity pull from it.

@description('The container image, built from the Dockerfile.')
param image string

@description('Part of every name; small letters and digits.')
@minLength(3)
@maxLength(16)
param name string = 'unknot'

param location string = resourceGroup().location

@description('Of the database. At least 12 characters, letters and digits, so that it can stand in an address as it is.')
@secure()
@minLength(12)
param databasePassword string

@description('Signs the addresses of charts; the same for all replicas. At least 32 characters.')
@secure()
@minLength(32)
param linkSecret string

@description('More than one needs no other change: replicas share the database.')
@minValue(1)
param replicas int = 1

@description('Serve the web chat for an intranet at publicUrl, over a Direct Line channel; see docs/embedding.md.')
param webChat bool = false

@description('Pages that may show the web chat in a frame, with commas between them: https://intranet.example.com. Only with webChat.')
param embedOrigins string = ''

var databaseUser = 'unknot'
var databaseName = 'unknot'
var unique = '${name}-${uniqueString(resourceGroup().id)}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: unique
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' }
  }

  resource unknot 'databases' = { name: databaseName }

  // Azure's own services only, the container app among them. A private network is tighter, and larger.
  resource azureOnly 'firewallRules' = {
    name: 'azure-services'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var host = '${name}.${environment.properties.defaultDomain}'

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      ingress: { external: true, targetPort: 3978, allowInsecure: false }
      secrets: concat([
        {
          name: 'database-url'
          value: 'postgres://${databaseUser}:${databasePassword}@${database.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=require'
        }
        { name: 'link-secret', value: linkSecret }
      ], webChat ? [
        // Any of its sites will do.
        { name: 'direct-line-secret', value: bot::directLine!.listChannelWithKeys().setting.sites[0].key }
      ] : [])
    }
    template: {
      // Stopping takes less than two seconds; the rest is for a slow disk.
      terminationGracePeriodSeconds: 15
      // Never none: check-ins come from inside.
      scale: { minReplicas: replicas, maxReplicas: replicas }
      containers: [
        {
          name: 'unknot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat([
            { name: 'NODE_ENV', value: 'production' }
            { name: 'MicrosoftAppId', value: identity.properties.clientId }
            { name: 'MicrosoftAppType', value: 'UserAssignedMsi' }
            { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'PUBLIC_URL', value: 'https://${host}' }
            { name: 'LINK_SECRET', secretRef: 'link-secret' }
          ], webChat ? [
            { name: 'DIRECT_LINE_SECRET', secretRef: 'direct-line-secret' }
            { name: 'EMBED_ORIGINS', value: embedOrigins }
          ] : [])
          probes: [
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 } }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 } }
          ]
        }
      ]
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: unique
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Unknot'
    description: 'Unknot is a wellness guide. It helps adults relax everyday muscle tension with gentle self-massage. It is not for diagnosing, treating or monitoring any disease or injury.'
    endpoint: 'https://${host}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppType: 'UserAssignedMSI'
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }

  resource directLine 'channels' = if (webChat) {
    name: 'DirectLineChannel'
    location: 'global'
    properties: {
      channelName: 'DirectLineChannel'
      properties: {
        sites: [
          { siteName: 'unknot', isEnabled: true, isV1Enabled: false, isV3Enabled: true, isBlockUserUploadEnabled: true }
        ]
      }
    }
  }
}

@description('MicrosoftAppId for `npm run package:teams`.')
output appId string = identity.properties.clientId

@description('BOT_HANDLE for `npm run package:slack`.')
output botHandle string = bot.name

output publicUrl string = 'https://${host}'
